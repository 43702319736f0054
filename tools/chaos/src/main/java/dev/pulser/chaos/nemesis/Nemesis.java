// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

import dev.pulser.chaos.blow.McpCrash;
import dev.pulser.chaos.blow.RedisFlush;
import dev.pulser.chaos.blow.TableLock;
import dev.pulser.chaos.collect.Target;
import dev.pulser.chaos.fault.Parts;
import dev.pulser.chaos.fault.Strike;
import dev.pulser.chaos.hammer.KafkaDoor;
import dev.pulser.chaos.history.History;
import dev.pulser.chaos.history.Phase;
import dev.pulser.chaos.poison.Poisoning;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Deals strikes one after the other while the hammer works, each only when work flows again after the one before. */
public final class Nemesis {

    private static final int CLIENT = -1;
    private static final Duration FLOW_LIMIT = Duration.ofSeconds(45);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Schedule schedule;
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
    public record Field(
            Parts parts, Target target, KafkaDoor door, Path journals, int partitions, BooleanSupplier flowing) {}

    /**
     * What it is to do.
     *
     * @param strikes at least one
     * @param pairs   whether every fourth time two of them are dealt at once
     */
    public record Orders(long seed, List<Strike> strikes, boolean pairs) {

        public Orders {
            strikes = List.copyOf(strikes);
            if (strikes.isEmpty()) {
                throw new IllegalArgumentException("there is nothing to deal");
            }
        }
    }

    public Nemesis(Orders orders, Field field, History history, Consumer<String> progress) {
        this.schedule = new Schedule(
                orders.seed(), orders.strikes(), field.parts().brokers().size(), orders.pairs());
        this.blows = new Blows(
                field.parts(),
                new RedisFlush(field.target().redis()),
                new TableLock(field.target()::connect),
                new McpCrash(field.journals()),
                new Poisoning(field.door()::send, history, field.partitions()));
        this.history = history;
        this.flowing = field.flowing();
        this.progress = progress;
    }

    /**
     * Returns when {@code over} says so, and what was killed runs again. Every strike is dealt at least once, however long
     * that takes.
     *
     * @param rest the least time between two strikes
     */
    public void run(Duration rest, BooleanSupplier over) throws IOException, InterruptedException, SQLException {
        int dealt = 0;
        while (!schedule.complete() || !over.getAsBoolean()) {
            pause(schedule.rest(rest));
            awaitFlow();
            if (!schedule.complete() || !over.getAsBoolean()) {
                deal(schedule.blows(schedule.next()), dealt++);
            }
        }
    }

    /** At once, and until the last of them is over. */
    private void deal(List<Blow> all, int number) throws IOException, InterruptedException, SQLException {
        if (all.size() == 1) {
            deal(all.getFirst(), number);
            return;
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var dealing = all.stream()
                    .map(blow -> threads.submit((Callable<Void>) () -> {
                        deal(blow, number);
                        return null;
                    }))
                    .toList();
            for (var each : dealing) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("one of two faults could not be dealt: " + e.getCause(), e.getCause());
        }
    }

    private void deal(Blow blow, int number) throws IOException, InterruptedException, SQLException {
        var word = blow.fault().word();
        long op = history.invoke(CLIENT, "fault", Map.of("kind", word));
        long begun = System.nanoTime();
        var proof = blows.deal(blow, "%s %d".formatted(word, number));
        var took = Duration.ofNanos(System.nanoTime() - begun);
        history.complete(
                Phase.OK,
                op,
                CLIENT,
                "fault",
                Map.of("kind", word, "bit", Boolean.toString(proof.bit()), "proof", proof.seen()));
        progress.accept("%-18s %5.1f s  %s".formatted(word, took.toMillis() / 1e3, proof.seen()));
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
