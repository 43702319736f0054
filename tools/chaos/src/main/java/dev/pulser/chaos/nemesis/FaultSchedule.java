// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

import dev.pulser.chaos.fault.Fault;
import dev.pulser.chaos.fault.FaultCombination;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/** Random order of faults, determined by the seed. Each combination comes once before any comes again. */
final class FaultSchedule {

    private static final int PAIR_EVERY = 4;

    private final SplittableRandom random;
    private final List<FaultCombination> faults;
    private final int brokers;
    private final boolean pairs;
    private final List<FaultCombination> round = new ArrayList<>();
    private int rounds;
    private int count;

    /**
     * Creates a schedule that starts from the beginning.
     *
     * @param brokers number of brokers to choose from
     * @param pairs   true to combine two faults of different components every fourth time
     */
    FaultSchedule(long seed, Collection<FaultCombination> faults, int brokers, boolean pairs) {
        this.random = new SplittableRandom(seed);
        this.faults = List.copyOf(faults);
        this.brokers = brokers;
        this.pairs = pairs;
    }

    FaultCombination next() {
        count++;
        if (round.isEmpty()) {
            round.addAll(faults);
            Collections.shuffle(round, Random.from(random));
            rounds++;
        }
        var first = round.removeFirst();
        return pairs && count % PAIR_EVERY == 0
                ? partner(first).flatMap(first::with).orElse(first)
                : first;
    }

    /** Returns a compatible combination, preferably one that is still due in this round. */
    private Optional<FaultCombination> partner(FaultCombination first) {
        var waiting =
                round.stream().filter(each -> first.with(each).isPresent()).findFirst();
        waiting.ifPresent(round::remove);
        return waiting.or(() -> {
            var others = new ArrayList<>(faults);
            Collections.shuffle(others, Random.from(random));
            return others.stream().filter(each -> first.with(each).isPresent()).findFirst();
        });
    }

    /** Returns true when each combination has come at least once. */
    boolean complete() {
        return rounds > 1 || (rounds == 1 && round.isEmpty());
    }

    /** Returns the faults of a combination with random parameters. */
    List<ScheduledFault> schedule(FaultCombination combination) {
        return combination.faults().stream()
                .map(fault -> new ScheduledFault(fault, random.nextInt(brokers), length(fault)))
                .toList();
    }

    /**
     * Returns the duration of a fault. A pause that must make a process a zombie is longer than the timeout of a transaction or
     * session, which is 10 s, and than a lease.
     */
    Duration length(Fault fault) {
        return switch (fault) {
            case PAUSE_BROKER, PAUSE_ROUTING, PAUSE_ADAPTERS -> between(11_000, 15_000);
            case LOCK_POSTGRES -> between(5_000, 10_000);
            case PAUSE_INGEST, PAUSE_REDIS, PAUSE_POSTGRES -> between(2_000, 8_000);
            case KILL_INGEST,
                    KILL_ROUTING,
                    KILL_ADAPTERS,
                    KILL_TELEMETRY,
                    KILL_BROKER,
                    KILL_REDIS,
                    KILL_POSTGRES,
                    LOSE_ROUTING_STATE,
                    STOP_SERVICES,
                    BOUNCE_BROKERS,
                    FLUSH_REDIS,
                    CRASH_MCP_SERVER,
                    POISON -> between(500, 4_000);
        };
    }

    /** Returns the pause before the next fault. */
    Duration pause(Duration least) {
        return least.plus(between(0, 3_000));
    }

    private Duration between(long least, long most) {
        return Duration.ofMillis(random.nextLong(least, most));
    }
}
