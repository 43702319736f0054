// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.time;

import static dev.pulser.contract.sample.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

    private Instant machine = NOON;
    private long counter = 42;
    private final SteadyClock clock = new SteadyClock(() -> machine, () -> counter);

    @Test
    void goesWithTheMachine() {
        pass(Duration.ofHours(5));

        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofHours(5)));
    }

    @Test
    void goesOnEvenlyWhenTheMachinesClockIsSetForward() {
        machine = machine.plus(Duration.ofHours(1));

        pass(Duration.ofSeconds(125));

        assertThat(clock.instant()).isBetween(NOON.plusSeconds(125), NOON.plusMillis(125_200));
    }

    @Test
    void goesOnEvenlyWhenTheMachinesClockIsSetBack() {
        machine = machine.minus(Duration.ofDays(1));

        pass(Duration.ofSeconds(125));

        assertThat(clock.instant()).isBetween(NOON.plusMillis(124_800), NOON.plusSeconds(125));
    }

    @Test
    void neverGoesBack() {
        var before = clock.instant();

        machine = machine.minusSeconds(1);
        counter -= 1_000;

        assertThat(clock.instant()).isEqualTo(before);
    }

    @Test
    void followsASmallCorrectionInTheEnd() {
        machine = machine.plusMillis(50);

        pass(Duration.ofSeconds(60));

        assertThat(clock.instant()).isEqualTo(machine);
    }

    @Test
    void believesAMachineThatStaysAheadBecauseItSlept() {
        machine = machine.plus(Duration.ofHours(8));
        clock.instant();
        pass(Duration.ofMinutes(9));
        var doubting = clock.instant();

        pass(Duration.ofMinutes(2));

        assertThat(doubting).isBefore(NOON.plus(Duration.ofMinutes(10)));
        assertThat(clock.instant()).isEqualTo(machine);
    }

    @Test
    void believesNoMachineThatIsAheadForAWhile() {
        for (int i = 0; i < 10; i++) {
            machine = machine.plus(Duration.ofHours(1));
            pass(Duration.ofMinutes(5));
            clock.instant();
            machine = machine.minus(Duration.ofHours(1));
            pass(Duration.ofMinutes(1));
            clock.instant();
        }

        assertThat(clock.instant()).isBetween(NOON.plus(Duration.ofMinutes(60)), NOON.plus(Duration.ofMinutes(61)));
    }

    private void pass(Duration time) {
        machine = machine.plus(time);
        counter += time.toNanos();
    }
}
