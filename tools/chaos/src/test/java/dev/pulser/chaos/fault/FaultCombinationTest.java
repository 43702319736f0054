// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultCombinationTest {

    @ParameterizedTest
    @ValueSource(strings = {"kill-broker", "pause-broker+kill-adapters", "flush-redis+lock-postgres"})
    void parsesItsSlug(String word) {
        assertThat(FaultCombination.parse(word))
                .get()
                .extracting(FaultCombination::slug)
                .isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kill-everything", "kill-broker+", "kill-redis+kill-everything"})
    void rejectsUnknownFaults(String word) {
        assertThat(FaultCombination.parse(word)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kill-redis+kill-redis",
                "kill-redis+flush-redis",
                "stop-services+kill-ingest",
                "crash-mcp-server+kill-adapters",
                "poison+kill-broker",
                "kill-ingest+kill-redis+kill-postgres"
            })
    void rejectsIncompatibleFaults(String word) {
        assertThatIllegalArgumentException().isThrownBy(() -> FaultCombination.parse(word));
    }

    @Test
    void combinesOnlyCompatibleFaults() {
        var redis = FaultCombination.of(Fault.PAUSE_REDIS);

        assertThat(redis.with(FaultCombination.of(Fault.KILL_ADAPTERS)))
                .get()
                .extracting(FaultCombination::slug)
                .isEqualTo("pause-redis+kill-adapters");
        assertThat(redis.with(FaultCombination.of(Fault.FLUSH_REDIS))).isEmpty();
    }

    @Test
    void restartsBrokersInClustersOnly() {
        assertThat(Fault.BOUNCE_BROKERS.isApplicable(1)).isFalse();
        assertThat(Fault.all()).allMatch(fault -> fault.isApplicable(3));
    }
}
