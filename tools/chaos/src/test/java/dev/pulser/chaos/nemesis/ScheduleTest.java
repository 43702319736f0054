// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.chaos.fault.Fault;
import dev.pulser.chaos.fault.Strike;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleTest {

    private static final List<Strike> ALL = Fault.all().stream().map(Strike::of).toList();

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(strikes(7)).isEqualTo(strikes(7));
        assertThat(List.of(strikes(7), strikes(8), strikes(9), strikes(10))).doesNotHaveDuplicates();
    }

    @Test
    void dealsEachOnceBeforeOneComesAgain() {
        assertThat(strikes(11)).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void dealsEveryFourthTimeTwoOfDifferentPartsAtOnce() {
        var schedule = new Schedule(3, ALL, 1, true);

        var sizes = Stream.generate(schedule::next)
                .limit(40)
                .map(strike -> strike.faults().size())
                .toList();

        assertThat(sizes)
                .isEqualTo(IntStream.rangeClosed(1, 40)
                        .mapToObj(number -> number % 4 == 0 ? 2 : 1)
                        .toList());
    }

    @Test
    void isCompleteWhenEachWasDealtOnceAloneOrNot() {
        var schedule = new Schedule(5, ALL, 1, true);
        var dealt = new ArrayList<Fault>();

        while (!schedule.complete()) {
            dealt.addAll(schedule.next().faults());
        }

        assertThat(new HashSet<>(dealt)).containsExactlyInAnyOrderElementsOf(Fault.all());
    }

    @Test
    void oneThatGoesWithNothingIsDealtAlone() {
        var schedule = new Schedule(5, List.of(Strike.of(Fault.KILL_REDIS)), 1, true);

        assertThat(Stream.generate(schedule::next).limit(8))
                .allMatch(strike -> strike.faults().size() == 1);
    }

    @Test
    void choosesEveryBroker() {
        var schedule = new Schedule(9, ALL, 3, false);

        var chosen = Stream.generate(() -> schedule.blows(Strike.of(Fault.KILL_BROKER)))
                .limit(50)
                .map(blows -> blows.getFirst().broker());

        assertThat(chosen).containsOnly(0, 1, 2).contains(0, 1, 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"PAUSE_BROKER", "PAUSE_ROUTING", "PAUSE_ADAPTERS"})
    void pausesForLongerThanATransactionMayTake(Fault fault) {
        assertThat(new Schedule(1, ALL, 1, false).length(fault)).isGreaterThan(Duration.ofSeconds(10));
    }

    private static List<Strike> strikes(long seed) {
        var schedule = new Schedule(seed, ALL, 1, false);
        return Stream.generate(schedule::next).limit(ALL.size()).toList();
    }
}
