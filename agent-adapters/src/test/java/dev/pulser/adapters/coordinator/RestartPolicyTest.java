// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.coordinator.declared.ServerDefinition;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

    private static final Duration QUICK = Duration.ofMillis(100);
    private static final RestartPolicy PROCESS =
            RestartPolicy.of(new ServerDefinition.Command("a", null, List.of("java"), Map.of(), null));

    private static final RestartPolicy ELSEWHERE =
            RestartPolicy.of(new ServerDefinition.Url("b", null, URI.create("http://b"), Map.of()));

    private static final Duration LONG = RestartPolicy.LONG_ENOUGH;

    @Test
    void waitsLongerAfterEachQuickExit() {
        var once = PROCESS.afterEnd(QUICK);

        assertThat(once.pause()).isEqualTo(Duration.ofMillis(200));
        assertThat(once.afterEnd(QUICK).pause()).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void quarantinesAfterThreeQuickExitsInARow() {
        var thrice = PROCESS.afterEnd(QUICK).afterEnd(QUICK).afterEnd(QUICK);

        assertThat(thrice.isInQuarantine()).isTrue();
        assertThat(thrice.pause()).isEqualTo(RestartPolicy.QUARANTINE);
        assertThat(thrice.afterEnd(QUICK).isInQuarantine()).isTrue();
    }

    @Test
    void forgetsQuickExitsAfterALongLife() {
        var policy = PROCESS.afterEnd(QUICK).afterEnd(QUICK).afterEnd(LONG);

        assertThat(policy).isEqualTo(PROCESS);
        assertThat(policy.pause()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void asksAServerElsewhereForEverButNeverWaitsLongerThanThreeSeconds() {
        var policy = ELSEWHERE;
        for (int i = 0; i < 100; i++) {
            policy = policy.afterEnd(QUICK);
        }

        assertThat(policy.isInQuarantine()).isFalse();
        assertThat(policy.pause()).isEqualTo(Duration.ofSeconds(3));
    }
}
