// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Which fault comes when: the same seed gives the same answer. Each is dealt once before one is dealt again. */
final class Schedule {

    private final SplittableRandom random;
    private final List<Fault> faults;
    private final List<Fault> round = new ArrayList<>();

    Schedule(long seed, Collection<Fault> faults) {
        this.random = new SplittableRandom(seed);
        this.faults = List.copyOf(faults);
    }

    Fault next() {
        if (round.isEmpty()) {
            round.addAll(faults);
            Collections.shuffle(round, Random.from(random));
        }
        return round.removeFirst();
    }

    /** How long it lasts. A broker that is paused misses the limit of a transaction, which is 10 s. */
    Duration length(Fault fault) {
        return fault == Fault.PAUSE_BROKER ? between(11_000, 15_000) : between(500, 4_000);
    }

    /** From the end of one to the next. */
    Duration rest(Duration least) {
        return least.plus(between(0, 3_000));
    }

    private Duration between(long least, long most) {
        return Duration.ofMillis(random.nextLong(least, most));
    }
}
