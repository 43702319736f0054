// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

import dev.pulser.chaos.hammer.KafkaDoor;
import dev.pulser.chaos.history.History;
import dev.pulser.chaos.history.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Deals faults one after the other while the hammer works, each only when work flows again after the one before. */
public final class Nemesis {

    private static final int CLIENT = -1;
    private static final Duration FLOW_LIMIT = Duration.ofSeconds(45);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Schedule schedule;
    private final List<Fault> faults;
    private final Blows blows;
    private final History history;
    private final BooleanSupplier flowing;
    private final Consumer<String> progress;

    /**
     * Whom it meets, and how.
     *
     * @param journals of the agents
     * @param flowing  whether every agent has work in hand right now
     */
    public record Field(Parts parts, KafkaDoor door, Path journals, int partitions, BooleanSupplier flowing) {}

    public Nemesis(long seed, List<Fault> faults, Field field, History history, Consumer<String> progress) {
        this.schedule = new Schedule(seed, faults);
        this.faults = List.copyOf(faults);
        this.blows = new Blows(field.parts(), field.door()::send, field.journals(), history, field.partitions());
        this.history = history;
        this.flowing = field.flowing();
        this.progress = progress;
    }

    /**
     * Returns when {@code over} says so, and what was killed runs again. Every fault is dealt at least once, however long
     * that takes.
     *
     * @param rest the least time between two faults
     */
    public void run(Duration rest, BooleanSupplier over) throws IOException, InterruptedException {
        if (faults.isEmpty()) {
            return;
        }
        int dealt = 0;
        while (dealt < faults.size() || !over.getAsBoolean()) {
            pause(schedule.rest(rest));
            awaitFlow();
            if (dealt < faults.size() || !over.getAsBoolean()) {
                deal(schedule.next(), dealt++);
            }
        }
    }

    private void deal(Fault fault, int number) throws IOException, InterruptedException {
        var length = schedule.length(fault);
        long op = history.invoke(CLIENT, "fault", Map.of("kind", fault.word()));
        long begun = System.nanoTime();
        var proof = blows.deal(fault, length, "%s %d".formatted(fault.word(), number));
        var took = Duration.ofNanos(System.nanoTime() - begun);
        history.complete(
                Phase.OK,
                op,
                CLIENT,
                "fault",
                Map.of("kind", fault.word(), "bit", Boolean.toString(proof.bit()), "proof", proof.seen()));
        progress.accept("%-18s %5.1f s  %s".formatted(fault.word(), took.toMillis() / 1e3, proof.seen()));
    }

    private void awaitFlow() throws InterruptedException {
        long end = System.nanoTime() + FLOW_LIMIT.toNanos();
        while (!flowing.getAsBoolean() && System.nanoTime() < end) {
            pause(LOOK_EVERY);
        }
    }

    private static void pause(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
