// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.terms.CallLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void letsSoManyRunAtATime() {
        var allowance = new Allowance(new CallLimit(2, null), MINUTE);

        allowance.begin(0);
        assertThat(allowance.delay(0)).isZero();
        allowance.begin(0);
        assertThat(allowance.delay(0)).isEqualTo(Allowance.UNTIL_A_CALL_ENDS);

        allowance.end();
        assertThat(allowance.delay(0)).isZero();
        assertThat(allowance.running()).isEqualTo(1);
    }

    @Test
    void letsSoManyBeginInAnyMinute() {
        var allowance = new Allowance(new CallLimit(null, 2), MINUTE);

        begin(allowance, 0);
        begin(allowance, 40);
        assertThat(allowance.delay(at(50))).isEqualTo(at(10));
        assertThat(allowance.delay(at(60))).isZero();

        begin(allowance, 60);
        assertThat(allowance.delay(at(60))).isEqualTo(at(40));
    }

    @Test
    void limitsNothingWhereNothingIsSaid() {
        var allowance = new Allowance(CallLimit.NONE, MINUTE);

        for (int i = 0; i < 1000; i++) {
            allowance.begin(0);
        }

        assertThat(allowance.delay(0)).isZero();
    }

    private static void begin(Allowance allowance, int second) {
        assertThat(allowance.delay(at(second))).isZero();
        allowance.begin(at(second));
        allowance.end();
    }

    private static long at(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
