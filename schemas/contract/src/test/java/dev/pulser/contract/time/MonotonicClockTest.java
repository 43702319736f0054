// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.time;

import static dev.pulser.contract.sample.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MonotonicClockTest {

    private Instant systemClock = NOON;
    private long counter = 42;
    private final MonotonicClock clock = new MonotonicClock(() -> systemClock, () -> counter);

    @Test
    void followsTheSystemClock() {
        pass(Duration.ofHours(5));

        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofHours(5)));
    }

    @Test
    void advancesEvenlyWhenTheSystemClockIsSetForward() {
        systemClock = systemClock.plus(Duration.ofHours(1));

        pass(Duration.ofSeconds(125));

        assertThat(clock.instant()).isBetween(NOON.plusSeconds(125), NOON.plusMillis(125_200));
    }

    @Test
    void advancesEvenlyWhenTheSystemClockIsSetBack() {
        systemClock = systemClock.minus(Duration.ofDays(1));

        pass(Duration.ofSeconds(125));

        assertThat(clock.instant()).isBetween(NOON.plusMillis(124_800), NOON.plusSeconds(125));
    }

    @Test
    void neverGoesBack() {
        var before = clock.instant();

        systemClock = systemClock.minusSeconds(1);
        counter -= 1_000;

        assertThat(clock.instant()).isEqualTo(before);
    }

    @Test
    void catchesUpWithASmallCorrection() {
        systemClock = systemClock.plusMillis(50);

        pass(Duration.ofSeconds(60));

        assertThat(clock.instant()).isEqualTo(systemClock);
    }

    @Test
    void adoptsALeadThatLasts() {
        systemClock = systemClock.plus(Duration.ofHours(8));
        clock.instant();
        pass(Duration.ofMinutes(9));
        var beforeAdoption = clock.instant();

        pass(Duration.ofMinutes(2));

        assertThat(beforeAdoption).isBefore(NOON.plus(Duration.ofMinutes(10)));
        assertThat(clock.instant()).isEqualTo(systemClock);
    }

    @Test
    void ignoresALeadThatDoesNotLast() {
        for (int i = 0; i < 10; i++) {
            systemClock = systemClock.plus(Duration.ofHours(1));
            pass(Duration.ofMinutes(5));
            clock.instant();
            systemClock = systemClock.minus(Duration.ofHours(1));
            pass(Duration.ofMinutes(1));
            clock.instant();
        }

        assertThat(clock.instant()).isBetween(NOON.plus(Duration.ofMinutes(60)), NOON.plus(Duration.ofMinutes(61)));
    }

    private void pass(Duration time) {
        systemClock = systemClock.plus(time);
        counter += time.toNanos();
    }
}
