// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

import dev.pulser.chaos.collect.ChaosTarget;
import dev.pulser.chaos.fault.FaultCombination;
import dev.pulser.chaos.fault.SystemUnderTest;
import dev.pulser.chaos.history.OperationHistory;
import dev.pulser.chaos.history.OperationPhase;
import dev.pulser.chaos.injection.McpServerCrash;
import dev.pulser.chaos.injection.RedisFlush;
import dev.pulser.chaos.injection.TableLock;
import dev.pulser.chaos.load.ChaosKafkaProducer;
import dev.pulser.chaos.poison.PoisonInjection;
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

/**
 * Nemesis in the sense of Jepsen: injects faults one after the other while the load runs. Waits before each fault until tasks
 * are processed again.
 */
public final class Nemesis {

    private static final int CLIENT = -1;
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(45);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final FaultSchedule schedule;
    private final FaultExecutor executor;
    private final OperationHistory history;
    private final BooleanSupplier processing;
    private final Consumer<String> progress;

    /**
     * Environment of the faults.
     *
     * @param journals   folder of the agents' call journals
     * @param processing returns true when every agent has calls in progress
     */
    public record Environment(
            SystemUnderTest system,
            ChaosTarget target,
            ChaosKafkaProducer producer,
            Path journals,
            int partitions,
            BooleanSupplier processing) {}

    /**
     * Options of the schedule.
     *
     * @param faults combinations to inject, at least one
     * @param pairs  true to combine two faults every fourth time
     */
    public record Options(long seed, List<FaultCombination> faults, boolean pairs) {

        public Options {
            faults = List.copyOf(faults);
            if (faults.isEmpty()) {
                throw new IllegalArgumentException("at least one fault is required");
            }
        }
    }

    public Nemesis(Options options, Environment environment, OperationHistory history, Consumer<String> progress) {
        this.schedule = new FaultSchedule(
                options.seed(), options.faults(), environment.system().brokers().size(), options.pairs());
        this.executor = new FaultExecutor(
                environment.system(),
                new RedisFlush(environment.target().redis()),
                new TableLock(environment.target()::connect),
                new McpServerCrash(environment.journals()),
                new PoisonInjection(environment.producer()::send, history, environment.partitions()));
        this.history = history;
        this.processing = environment.processing();
        this.progress = progress;
    }

    /**
     * Injects faults until {@code over} returns true and each combination was injected at least once. All components run again
     * when it returns.
     *
     * @param pause shortest pause between two injections
     */
    public void run(Duration pause, BooleanSupplier over) throws IOException, InterruptedException, SQLException {
        int number = 0;
        while (!schedule.complete() || !over.getAsBoolean()) {
            sleep(schedule.pause(pause));
            awaitProcessing();
            if (!schedule.complete() || !over.getAsBoolean()) {
                inject(schedule.schedule(schedule.next()), number++);
            }
        }
    }

    /** Injects all faults at once, and returns when the last one is over. */
    private void inject(List<ScheduledFault> all, int number) throws IOException, InterruptedException, SQLException {
        if (all.size() == 1) {
            inject(all.getFirst(), number);
            return;
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var injections = all.stream()
                    .map(scheduled -> threads.submit((Callable<Void>) () -> {
                        inject(scheduled, number);
                        return null;
                    }))
                    .toList();
            for (var injection : injections) {
                injection.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("One of two faults could not be injected: " + e.getCause(), e.getCause());
        }
    }

    private void inject(ScheduledFault scheduled, int number) throws IOException, InterruptedException, SQLException {
        var slug = scheduled.fault().slug();
        long op = history.invoke(CLIENT, "fault", Map.of("kind", slug));
        long begun = System.nanoTime();
        var effect = executor.inject(scheduled, "%s %d".formatted(slug, number));
        var took = Duration.ofNanos(System.nanoTime() - begun);
        history.complete(
                OperationPhase.OK,
                op,
                CLIENT,
                "fault",
                Map.of("kind", slug, "observed", Boolean.toString(effect.observed()), "effect", effect.description()));
        progress.accept("%-18s %5.1f s  %s".formatted(slug, took.toMillis() / 1e3, effect.description()));
    }

    private void awaitProcessing() throws InterruptedException {
        long end = System.nanoTime() + RECOVERY_LIMIT.toNanos();
        while (!processing.getAsBoolean() && System.nanoTime() < end) {
            sleep(POLL_INTERVAL);
        }
    }

    private static void sleep(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
