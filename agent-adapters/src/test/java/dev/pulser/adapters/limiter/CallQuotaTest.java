// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.limiter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.policy.CallLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallQuotaTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void limitsConcurrency() {
        var quota = new CallQuota(new CallLimit(2, null), MINUTE);

        quota.callStarted(0);
        assertThat(quota.delay(0)).isZero();
        quota.callStarted(0);
        assertThat(quota.delay(0)).isEqualTo(CallQuota.UNTIL_A_CALL_ENDS);

        quota.callEnded();
        assertThat(quota.delay(0)).isZero();
        assertThat(quota.running()).isEqualTo(1);
    }

    @Test
    void limitsCallsPerMinute() {
        var quota = new CallQuota(new CallLimit(null, 2), MINUTE);

        startAndEnd(quota, 0);
        startAndEnd(quota, 40);
        assertThat(quota.delay(at(50))).isEqualTo(at(10));
        assertThat(quota.delay(at(60))).isZero();

        startAndEnd(quota, 60);
        assertThat(quota.delay(at(60))).isEqualTo(at(40));
    }

    @Test
    void hasNoLimitByDefault() {
        var quota = new CallQuota(CallLimit.NONE, MINUTE);

        for (int i = 0; i < 1000; i++) {
            quota.callStarted(0);
        }

        assertThat(quota.delay(0)).isZero();
    }

    private static void startAndEnd(CallQuota quota, int second) {
        assertThat(quota.delay(at(second))).isZero();
        quota.callStarted(at(second));
        quota.callEnded();
    }

    private static long at(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
