// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.backlog;

import static dev.pulser.benchmarks.backlog.BacklogTasks.BUSY;
import static dev.pulser.benchmarks.backlog.BacklogTasks.DROPPED;
import static dev.pulser.benchmarks.backlog.BacklogTasks.KEPT;
import static dev.pulser.benchmarks.backlog.BacklogTasks.PROBE;

import dev.pulser.benchmarks.load.AgentDefinitionPublisher;
import dev.pulser.benchmarks.load.BenchmarkTarget;
import dev.pulser.benchmarks.report.BenchmarkReport;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskState;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Benchmark of a large backlog: low-priority tasks for an agent with capacity 1. Measures its effect on another company's tasks
 * for another agent in the same partition, on a critical task for the same agent, and on the memory of routing-streams. Finally
 * half of the backlog is canceled and the other half completed.
 *
 * <p>Threads: one run at a time. Errors: {@link IllegalStateException} when a run is invalid, because tasks were lost or done
 * twice.
 */
public final class BacklogBenchmark implements AutoCloseable {

    private static final int PROBES = 400;
    private static final int FAST = 512;
    private static final int UNLIMITED = Integer.MAX_VALUE / 2;
    private static final List<String> QUARTERS = List.of("quarter", "half", "three_quarters");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final BenchmarkTarget target;
    private final BacklogTasks tasks;
    private final Consumer<String> progress;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BacklogRestClient rest;
    private final GatedAgentControl gate;
    private final TaskSender sender;
    private final LatencyProbes probes;

    private BacklogBenchmark(BenchmarkTarget target, Clock clock, Consumer<String> progress) throws IOException {
        this.target = target;
        this.tasks = new BacklogTasks(clock);
        this.progress = progress;
        this.rest = new BacklogRestClient(http, target.rest());
        this.gate = new GatedAgentControl(http);
        this.sender = TaskSender.immediate(target.kafka());
        this.probes = new LatencyProbes(tasks, sender);
    }

    /** @param progress receives lines of text about the progress */
    public static BacklogBenchmark against(BenchmarkTarget target, Clock clock, Consumer<String> progress)
            throws IOException {
        return new BacklogBenchmark(target, clock, progress);
    }

    /** @param backlog number of tasks in the backlog */
    public BenchmarkReport run(int backlog, int warmUp) throws IOException, InterruptedException {
        register();
        var figures = new BacklogFigures(backlog, target.processes().get("routing-streams"));
        try (var counter = TaskStateCounter.fromNow(target.kafka())) {
            int earlier = gate.order().size();
            progress.accept("warming up with %d tasks".formatted(warmUp));
            probes.warmUp(warmUp);
            alone(figures);
            send(backlog, counter, figures);
            waiting(backlog, counter, figures);
            urgent(counter, figures);
            drain(backlog, counter, figures);
            requireConsistency(backlog, earlier, counter);
        }
        return figures.report();
    }

    private void register() throws IOException, InterruptedException {
        AgentDefinitionPublisher.publish(target.kafka(), BacklogTasks.busy(gate.port(), 1), probes.definition());
        rest.awaitDispatched(PROBE);
        rest.awaitDispatched(KEPT);
        gate.awaitCalls(1);
        gate.allow(1);
    }

    private void alone(BacklogFigures figures) throws IOException, InterruptedException {
        progress.accept("%d probes without backlog".formatted(PROBES));
        figures.times("alone", probes.round(Priority.MEDIUM, turn -> turn < PROBES));
        figures.liveHeap("empty");
        figures.memory("empty");
    }

    /** Sends the backlog, and probes until all of it is queued. */
    private void send(int backlog, TaskStateCounter counter, BacklogFigures figures)
            throws IOException, InterruptedException {
        progress.accept("sending %d low-priority tasks, with critical probes at the same time".formatted(backlog));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            var sending = threads.submit(() -> {
                sendLow(backlog);
                return System.nanoTime();
            });
            var quarters = threads.submit(() -> measureQuarters(backlog, counter, figures));
            var times = probes.round(Priority.CRITICAL, _ -> counter.entered(KEPT, DROPPED) < backlog);
            figures.rate("entered", backlog, Duration.ofNanos(System.nanoTime() - start));
            figures.rate("sent", backlog, Duration.ofNanos(sending.get() - start));
            figures.times("sending", times);
            quarters.get();
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    private void sendLow(int backlog) throws IOException {
        try (var sender = TaskSender.bulk(target.kafka())) {
            for (int i = 0; i < backlog; i++) {
                sender.send(BUSY, tasks.low(i));
            }
            sender.awaitAccepted();
        }
    }

    private static void measureQuarters(int backlog, TaskStateCounter counter, BacklogFigures figures) {
        for (int quarter = 1; quarter < QUARTERS.size() + 1; quarter++) {
            long goal = (long) backlog * quarter / 4;
            counter.await("a quarter of the backlog", LIMIT, () -> counter.entered(KEPT, DROPPED) >= goal);
            figures.memory(QUARTERS.get(quarter - 1));
        }
    }

    private void waiting(int backlog, TaskStateCounter counter, BacklogFigures figures)
            throws IOException, InterruptedException {
        counter.await("the backlog", LIMIT, () -> counter.entered(KEPT, DROPPED) == backlog);
        progress.accept("waiting for the projection");
        rest.awaitWaiting(backlog - 1L, KEPT, DROPPED);
        progress.accept("%d probes with %d tasks waiting".formatted(PROBES, backlog - 1));
        figures.times("waiting", probes.round(Priority.MEDIUM, turn -> turn < PROBES));
        figures.liveHeap("full");
        figures.memory("full");
    }

    private void urgent(TaskStateCounter counter, BacklogFigures figures) throws IOException, InterruptedException {
        var urgent = tasks.urgent();
        int before = gate.order().size();
        sender.send(BUSY, urgent);
        counter.await("the critical task", LIMIT, () -> counter.isOpen(urgent.id()));
        long start = System.nanoTime();
        gate.allow(1);
        gate.awaitCalls(before + 1);
        var time = Duration.ofNanos(System.nanoTime() - start);
        gate.allow(UNLIMITED);
        counter.await("the end of the critical task", LIMIT, () -> !counter.isOpen(urgent.id()));
        figures.urgent(gate.order().indexOf(urgent.id().value()) - before, time);
    }

    private void drain(int backlog, TaskStateCounter counter, BacklogFigures figures)
            throws IOException, InterruptedException {
        progress.accept("canceling half of the backlog");
        long start = System.nanoTime();
        long cancelled = rest.cancelWaiting(DROPPED);
        counter.await("cancellations", LIMIT, () -> counter.ended(DROPPED) >= backlog / 2);
        figures.rate("cancelled", cancelled, Duration.ofNanos(System.nanoTime() - start));
        progress.accept("completing the other half, %d at a time".formatted(FAST));
        long left = backlog + 1 - counter.ended(KEPT, DROPPED);
        start = System.nanoTime();
        AgentDefinitionPublisher.publish(target.kafka(), BacklogTasks.busy(gate.port(), FAST));
        counter.await("the other half", LIMIT, () -> counter.ended(KEPT, DROPPED) > backlog);
        figures.rate("finished", left, Duration.ofNanos(System.nanoTime() - start));
        figures.count("probe_retries", counter.times(TaskState.RETRYING, PROBE));
        figures.liveHeap("drained");
        figures.memory("drained");
    }

    /** Verifies that all tasks have ended, and that the agents were called once for each task that was not canceled. */
    private void requireConsistency(int backlog, int earlier, TaskStateCounter counter)
            throws IOException, InterruptedException {
        var order = gate.order().subList(earlier, gate.order().size());
        long done = counter.times(TaskState.COMPLETED, KEPT, DROPPED);
        long started =
                counter.times(TaskState.RUNNING, KEPT, DROPPED); // includes tasks that were canceled while they ran
        long over = counter.ended(KEPT, DROPPED);
        require(over == backlog + 1, "%d of %d tasks have ended".formatted(over, backlog + 1));
        require(new HashSet<>(order).size() == order.size(), "the agent was called twice for a task");
        require(
                order.size() >= done && order.size() <= started,
                "%d tasks were started and %d completed by %d calls".formatted(started, done, order.size()));
        require(
                probes.calls() == probes.sent() + 1,
                "%d probes caused %d calls".formatted(probes.sent() + 1, probes.calls()));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("invalid run: " + otherwise);
        }
    }

    @Override
    public void close() {
        probes.close();
        sender.close();
        gate.close();
        http.close();
    }
}
