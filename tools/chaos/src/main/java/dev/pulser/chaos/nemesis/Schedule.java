// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

import dev.pulser.chaos.fault.Fault;
import dev.pulser.chaos.fault.Strike;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/** What comes when: the same seed gives the same answer. Each strike is dealt once before one is dealt again. */
final class Schedule {

    private static final int PAIR_EVERY = 4;

    private final SplittableRandom random;
    private final List<Strike> strikes;
    private final int brokers;
    private final boolean pairs;
    private final List<Strike> round = new ArrayList<>();
    private int rounds;
    private int dealt;

    /**
     * Nothing is dealt yet.
     *
     * @param brokers how many there are to choose from
     * @param pairs   whether every fourth time two faults of different parts are dealt at once
     */
    Schedule(long seed, Collection<Strike> strikes, int brokers, boolean pairs) {
        this.random = new SplittableRandom(seed);
        this.strikes = List.copyOf(strikes);
        this.brokers = brokers;
        this.pairs = pairs;
    }

    Strike next() {
        dealt++;
        if (round.isEmpty()) {
            round.addAll(strikes);
            Collections.shuffle(round, Random.from(random));
            rounds++;
        }
        var first = round.removeFirst();
        return pairs && dealt % PAIR_EVERY == 0
                ? partner(first).flatMap(first::with).orElse(first)
                : first;
    }

    /** One of this round, which is thereby dealt, or one of those that were dealt before. */
    private Optional<Strike> partner(Strike first) {
        var waiting =
                round.stream().filter(each -> first.with(each).isPresent()).findFirst();
        waiting.ifPresent(round::remove);
        return waiting.or(() -> {
            var others = new ArrayList<>(strikes);
            Collections.shuffle(others, Random.from(random));
            return others.stream().filter(each -> first.with(each).isPresent()).findFirst();
        });
    }

    /** Whether everything was dealt once. */
    boolean complete() {
        return rounds > 1 || (rounds == 1 && round.isEmpty());
    }

    /** Each fault of a strike with what the seed says of it. */
    List<Blow> blows(Strike strike) {
        return strike.faults().stream()
                .map(fault -> new Blow(fault, random.nextInt(brokers), length(fault)))
                .toList();
    }

    /**
     * How long it lasts. Who is paused and comes back as a zombie misses the limit of a transaction and of a session, which
     * are 10 s, and that of a lease.
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

    /** From the end of one to the next. */
    Duration rest(Duration least) {
        return least.plus(between(0, 3_000));
    }

    private Duration between(long least, long most) {
        return Duration.ofMillis(random.nextLong(least, most));
    }
}
