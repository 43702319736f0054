// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.backlog;

import static dev.pulser.benchmarks.backlog.BacklogTasks.BUSY;
import static dev.pulser.benchmarks.backlog.BacklogTasks.DROPPED;
import static dev.pulser.benchmarks.backlog.BacklogTasks.KEPT;
import static dev.pulser.benchmarks.backlog.BacklogTasks.PROBE;

import dev.pulser.benchmarks.load.Definitions;
import dev.pulser.benchmarks.load.Target;
import dev.pulser.benchmarks.report.Report;
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
 * A huge backlog of low tasks for one agent of capacity 1 that finishes nothing: what it does to another company's tasks for
 * another agent in the same partition, to a critical task for the same agent, and to the memory of routing-streams. In the end half of it
 * is cancelled and half of it done.
 *
 * <p>Threads: one run at a time. Errors: a run in which anything was lost or done twice is void and says so by
 * {@link IllegalStateException}.
 */
public final class BacklogBench implements AutoCloseable {

    private static final int PROBES = 400;
    private static final int FAST = 512;
    private static final int EVERYTHING = Integer.MAX_VALUE / 2;
    private static final List<String> QUARTERS = List.of("quarter", "half", "three_quarters");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Target target;
    private final BacklogTasks tasks;
    private final Consumer<String> progress;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final RestDoor rest;
    private final Gate gate;
    private final TaskSender prompt;
    private final Probes probes;

    private BacklogBench(Target target, Clock clock, Consumer<String> progress) throws IOException {
        this.target = target;
        this.tasks = new BacklogTasks(clock);
        this.progress = progress;
        this.rest = new RestDoor(http, target.rest());
        this.gate = new Gate(http);
        this.prompt = TaskSender.prompt(target.kafka());
        this.probes = new Probes(tasks, prompt);
    }

    /** @param progress told a line now and then, for people who wait */
    public static BacklogBench against(Target target, Clock clock, Consumer<String> progress) throws IOException {
        return new BacklogBench(target, clock, progress);
    }

    /** @param backlog tasks that wait in the end */
    public Report run(int backlog, int warmUp) throws IOException, InterruptedException {
        meet();
        var figures = new BacklogFigures(backlog, target.processes().get("routing-streams"));
        try (var census = Census.fromNow(target.kafka())) {
            int earlier = gate.order().size();
            progress.accept("warming up with %d tasks".formatted(warmUp));
            probes.warmUp(warmUp);
            alone(figures);
            send(backlog, census, figures);
            waiting(backlog, census, figures);
            urgent(census, figures);
            drain(backlog, census, figures);
            requireEach(backlog, earlier, census);
        }
        return figures.report();
    }

    private void meet() throws IOException, InterruptedException {
        Definitions.publish(target.kafka(), BacklogTasks.busy(gate.port(), 1), probes.definition());
        rest.awaitHandedOut(PROBE);
        rest.awaitHandedOut(KEPT);
        gate.awaitCalls(1);
        gate.allow(1);
    }

    private void alone(BacklogFigures figures) throws IOException, InterruptedException {
        progress.accept("%d probes, nothing else".formatted(PROBES));
        figures.times("alone", probes.round(Priority.MEDIUM, turn -> turn < PROBES));
        figures.liveHeap("empty");
        figures.memory("empty");
    }

    /** The probes go on until the whole backlog is in its lane. */
    private void send(int backlog, Census census, BacklogFigures figures) throws IOException, InterruptedException {
        progress.accept("sending %d low tasks, and critical probes meanwhile".formatted(backlog));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            var flood = threads.submit(() -> {
                sendLow(backlog);
                return System.nanoTime();
            });
            var quarters = threads.submit(() -> weighQuarters(backlog, census, figures));
            var times = probes.round(Priority.CRITICAL, _ -> census.entered(KEPT, DROPPED) < backlog);
            figures.rate("entered", backlog, Duration.ofNanos(System.nanoTime() - start));
            figures.rate("sent", backlog, Duration.ofNanos(flood.get() - start));
            figures.times("sending", times);
            quarters.get();
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    private void sendLow(int backlog) throws IOException {
        try (var many = TaskSender.ofMany(target.kafka())) {
            for (int i = 0; i < backlog; i++) {
                many.send(BUSY, tasks.low(i));
            }
            many.awaitAccepted();
        }
    }

    private static void weighQuarters(int backlog, Census census, BacklogFigures figures) {
        for (int quarter = 1; quarter < QUARTERS.size() + 1; quarter++) {
            long goal = (long) backlog * quarter / 4;
            census.await("a quarter of the backlog", PATIENCE, () -> census.entered(KEPT, DROPPED) >= goal);
            figures.memory(QUARTERS.get(quarter - 1));
        }
    }

    private void waiting(int backlog, Census census, BacklogFigures figures) throws IOException, InterruptedException {
        census.await("the backlog", PATIENCE, () -> census.entered(KEPT, DROPPED) == backlog);
        progress.accept("waiting until the database has all of them");
        rest.awaitWaiting(backlog - 1L, KEPT, DROPPED);
        progress.accept("%d probes, %d tasks waiting".formatted(PROBES, backlog - 1));
        figures.times("waiting", probes.round(Priority.MEDIUM, turn -> turn < PROBES));
        figures.liveHeap("full");
        figures.memory("full");
    }

    private void urgent(Census census, BacklogFigures figures) throws IOException, InterruptedException {
        var urgent = tasks.urgent();
        int before = gate.order().size();
        prompt.send(BUSY, urgent);
        census.await("the critical task", PATIENCE, () -> census.isOpen(urgent.id()));
        long start = System.nanoTime();
        gate.allow(1);
        gate.awaitCalls(before + 1);
        var time = Duration.ofNanos(System.nanoTime() - start);
        gate.allow(EVERYTHING);
        census.await("its end", PATIENCE, () -> !census.isOpen(urgent.id()));
        figures.urgent(gate.order().indexOf(urgent.id().value()) - before, time);
    }

    private void drain(int backlog, Census census, BacklogFigures figures) throws IOException, InterruptedException {
        progress.accept("cancelling half of the backlog");
        long start = System.nanoTime();
        long cancelled = rest.cancelWaiting(DROPPED);
        census.await("cancellations", PATIENCE, () -> census.over(DROPPED) >= backlog / 2);
        figures.rate("cancelled", cancelled, Duration.ofNanos(System.nanoTime() - start));
        progress.accept("finishing the rest, %d at a time".formatted(FAST));
        long left = backlog + 1 - census.over(KEPT, DROPPED);
        start = System.nanoTime();
        Definitions.publish(target.kafka(), BacklogTasks.busy(gate.port(), FAST));
        census.await("the rest", PATIENCE, () -> census.over(KEPT, DROPPED) > backlog);
        figures.rate("finished", left, Duration.ofNanos(System.nanoTime() - start));
        figures.count("probe_retries", census.times(TaskState.RETRYING, PROBE));
        figures.liveHeap("drained");
        figures.memory("drained");
    }

    /** Everything has ended as it should, and the agents were called once for each task that was not cancelled. */
    private void requireEach(int backlog, int earlier, Census census) throws IOException, InterruptedException {
        var order = gate.order().subList(earlier, gate.order().size());
        long done = census.times(TaskState.COMPLETED, KEPT, DROPPED);
        long begun = census.times(TaskState.RUNNING, KEPT, DROPPED); // more, where what began was cancelled after all
        long over = census.over(KEPT, DROPPED);
        require(over == backlog + 1, "%d tasks of %d have ended".formatted(over, backlog + 1));
        require(new HashSet<>(order).size() == order.size(), "the busy agent was called twice for a task");
        require(
                order.size() >= done && order.size() <= begun,
                "%d tasks were begun and %d done by %d calls".formatted(begun, done, order.size()));
        require(
                probes.calls() == probes.sent() + 1,
                "%d probes led to %d calls".formatted(probes.sent() + 1, probes.calls()));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise + "; the run is void");
        }
    }

    @Override
    public void close() {
        probes.close();
        prompt.close();
        gate.close();
        http.close();
    }
}
