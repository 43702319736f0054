// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

    private final RetryPolicy policy =
            new RetryPolicy(List.of(Duration.ofSeconds(5), Duration.ofSeconds(25), Duration.ofSeconds(125)));

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 25", "3, 125"})
    void delaysAsConfiguredWithUpToAFifthOfJitter(int attempt, long seconds) {
        var planned = Duration.ofSeconds(seconds);

        var pauses = IntStream.range(0, 1_000)
                .mapToObj(i -> policy.delay(id(i), attempt, null))
                .toList();

        assertThat(pauses)
                .allSatisfy(pause -> assertThat(pause).isBetween(planned, planned.plus(planned.dividedBy(5))));
        assertThat(pauses.stream().distinct().count()).isGreaterThan(500);
    }

    @Test
    void isDeterministic() {
        assertThat(policy.delay(id(7), 2, null)).isEqualTo(policy.delay(id(7), 2, null));
    }

    @Test
    void variesTheJitterBetweenAttempts() {
        assertThat(policy.delay(id(7), 1, null).minusSeconds(5).multipliedBy(25))
                .isNotEqualTo(policy.delay(id(7), 3, null).minusSeconds(125));
    }

    @Test
    void lengthensTheDelayOnRequest() {
        assertThat(policy.delay(id(1), 1, Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(60));
        assertThat(policy.delay(id(1), 1, Duration.ofSeconds(1))).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(policy.delay(id(1), 1, Duration.ofDays(365))).isEqualTo(RetryPolicy.MAX_REQUESTED_DELAY);
    }

    @Test
    void countsTheFirstAttempt() {
        assertThat(policy.maxAttempts()).isEqualTo(4);
        assertThat(policy.allowsRetryAfter(3)).isTrue();
        assertThat(policy.allowsRetryAfter(4)).isFalse();
        assertThat(new RetryPolicy(List.of()).allowsRetryAfter(1)).isFalse();
    }

    @Test
    void rejectsInvalidDelays() {
        assertThatThrownBy(() -> new RetryPolicy(List.of(Duration.ofSeconds(5), Duration.ZERO)))
                .hasMessageContaining("pulser.routing.retry.delays");
        assertThatThrownBy(() -> new RetryPolicy(List.of(Duration.ofDays(2)))).hasMessageContaining("at most 1 day");
    }

    private static TaskId id(int offset) {
        return TaskId.ofRecord(Samples.NOON, "sample", 0, offset);
    }
}
