// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(faults(7)).isEqualTo(faults(7));
        assertThat(List.of(faults(7), faults(8), faults(9), faults(10))).doesNotHaveDuplicates();
    }

    @Test
    void dealsEachOnceBeforeOneComesAgain() {
        assertThat(faults(11)).containsExactlyInAnyOrderElementsOf(Fault.all());
    }

    @Test
    void pausesABrokerForLongerThanATransactionMayTake() {
        assertThat(new Schedule(1, Fault.all()).length(Fault.PAUSE_BROKER)).isGreaterThan(Duration.ofSeconds(10));
    }

    private static List<Fault> faults(long seed) {
        var schedule = new Schedule(seed, Fault.all());
        return Stream.generate(schedule::next).limit(Fault.all().size()).toList();
    }
}
