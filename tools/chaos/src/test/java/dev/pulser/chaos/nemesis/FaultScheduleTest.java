// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.chaos.fault.Fault;
import dev.pulser.chaos.fault.FaultCombination;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultScheduleTest {

    private static final List<FaultCombination> ALL =
            Fault.all().stream().map(FaultCombination::of).toList();

    @Test
    void isDeterminedByTheSeed() {
        assertThat(faults(7)).isEqualTo(faults(7));
        assertThat(List.of(faults(7), faults(8), faults(9), faults(10))).doesNotHaveDuplicates();
    }

    @Test
    void schedulesEachOnceBeforeAnyRepeats() {
        assertThat(faults(11)).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void combinesTwoCompatibleFaultsEveryFourthTime() {
        var schedule = new FaultSchedule(3, ALL, 1, true);

        var sizes = Stream.generate(schedule::next)
                .limit(40)
                .map(combination -> combination.faults().size())
                .toList();

        assertThat(sizes)
                .isEqualTo(IntStream.rangeClosed(1, 40)
                        .mapToObj(number -> number % 4 == 0 ? 2 : 1)
                        .toList());
    }

    @Test
    void isCompleteWhenEachWasScheduledOnce() {
        var schedule = new FaultSchedule(5, ALL, 1, true);
        var injected = new ArrayList<Fault>();

        while (!schedule.complete()) {
            injected.addAll(schedule.next().faults());
        }

        assertThat(new HashSet<>(injected)).containsExactlyInAnyOrderElementsOf(Fault.all());
    }

    @Test
    void schedulesAnIncompatibleFaultAlone() {
        var schedule = new FaultSchedule(5, List.of(FaultCombination.of(Fault.KILL_REDIS)), 1, true);

        assertThat(Stream.generate(schedule::next).limit(8))
                .allMatch(combination -> combination.faults().size() == 1);
    }

    @Test
    void choosesAllBrokers() {
        var schedule = new FaultSchedule(9, ALL, 3, false);

        var chosen = Stream.generate(() -> schedule.schedule(FaultCombination.of(Fault.KILL_BROKER)))
                .limit(50)
                .map(scheduled -> scheduled.getFirst().broker());

        assertThat(chosen).containsOnly(0, 1, 2).contains(0, 1, 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"PAUSE_BROKER", "PAUSE_ROUTING", "PAUSE_ADAPTERS"})
    void pausesLongerThanATransactionTimeout(Fault fault) {
        assertThat(new FaultSchedule(1, ALL, 1, false).length(fault)).isGreaterThan(Duration.ofSeconds(10));
    }

    private static List<FaultCombination> faults(long seed) {
        var schedule = new FaultSchedule(seed, ALL, 1, false);
        return Stream.generate(schedule::next).limit(ALL.size()).toList();
    }
}
