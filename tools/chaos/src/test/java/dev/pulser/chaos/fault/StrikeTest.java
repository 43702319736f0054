// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrikeTest {

    @ParameterizedTest
    @ValueSource(strings = {"kill-broker", "pause-broker+kill-adapters", "flush-redis+lock-postgres"})
    void isWrittenAsItIsRead(String word) {
        assertThat(Strike.parse(word)).get().extracting(Strike::word).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kill-everything", "kill-broker+", "kill-redis+kill-everything"})
    void aWordThatIsNoFaultIsNone(String word) {
        assertThat(Strike.parse(word)).isEmpty();
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
    void whatCannotBeDealtAtOnceIsRefused(String word) {
        assertThatIllegalArgumentException().isThrownBy(() -> Strike.parse(word));
    }

    @Test
    void joinsWhatGoesTogetherAndNothingElse() {
        var redis = Strike.of(Fault.PAUSE_REDIS);

        assertThat(redis.with(Strike.of(Fault.KILL_ADAPTERS)))
                .get()
                .extracting(Strike::word)
                .isEqualTo("pause-redis+kill-adapters");
        assertThat(redis.with(Strike.of(Fault.FLUSH_REDIS))).isEmpty();
    }

    @Test
    void onlyAClusterCanBeBounced() {
        assertThat(Fault.BOUNCE_BROKERS.fits(1)).isFalse();
        assertThat(Fault.all()).allMatch(fault -> fault.fits(3));
    }
}
