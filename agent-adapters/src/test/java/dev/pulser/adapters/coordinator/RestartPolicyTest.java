// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

    private static final Duration QUICK = Duration.ofMillis(100);
    private static final Duration LONG = RestartPolicy.LONG_ENOUGH;

    @Test
    void waitsLongerAfterEachQuickExit() {
        var once = RestartPolicy.fresh().afterExit(QUICK);

        assertThat(once.pause()).isEqualTo(Duration.ofMillis(200));
        assertThat(once.afterExit(QUICK).pause()).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void quarantinesAfterThreeQuickExitsInARow() {
        var thrice = RestartPolicy.fresh().afterExit(QUICK).afterExit(QUICK).afterExit(QUICK);

        assertThat(thrice.quarantines()).isTrue();
        assertThat(thrice.pause()).isEqualTo(RestartPolicy.QUARANTINE);
        assertThat(thrice.afterExit(QUICK).quarantines()).isTrue();
    }

    @Test
    void forgetsQuickExitsAfterALongLife() {
        var policy = RestartPolicy.fresh().afterExit(QUICK).afterExit(QUICK).afterExit(LONG);

        assertThat(policy).isEqualTo(RestartPolicy.fresh());
        assertThat(policy.pause()).isEqualTo(Duration.ofMillis(200));
    }
}
