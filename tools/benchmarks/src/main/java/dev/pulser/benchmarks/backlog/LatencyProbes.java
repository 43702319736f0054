// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.backlog;

import dev.pulser.benchmarks.agent.TimedAgent;
import dev.pulser.benchmarks.load.OpenLoopSchedule;
import dev.pulser.benchmarks.report.Latencies;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.task.Priority;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;

/**
 * Probes: another company's tasks for another agent at a constant rate, each measured from its scheduled time to the call of the
 * agent. One round at a time.
 */
final class LatencyProbes implements AutoCloseable {

    private static final int PER_SECOND = 20;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final BacklogTasks tasks;
    private final TaskSender sender;
    private final AgentDefinition definition;
    private final TimedAgent agent;
    private final Map<String, Long> due = new ConcurrentHashMap<>();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private volatile Latencies times = new Latencies();

    LatencyProbes(BacklogTasks tasks, TaskSender sender) throws IOException {
        this.tasks = tasks;
        this.sender = sender;
        this.agent = TimedAgent.start(this::called);
        this.definition = BacklogTasks.probe(agent.port(), sender.partitions(tasks.urgent()));
    }

    AgentDefinition definition() {
        return definition;
    }

    private void called(String task) {
        long now = System.nanoTime();
        calls.incrementAndGet();
        var since = due.get(task);
        if (since != null) {
            times.record(Duration.ofNanos(now - since));
            due.remove(task);
        }
    }

    /** Sends tasks without measurement, as fast as possible. */
    void warmUp(int count) throws IOException {
        long goal = calls.get() + count;
        for (int i = 0; i < count; i++) {
            sender.send(definition.name(), tasks.probe(Priority.MEDIUM, i));
            sent.incrementAndGet();
        }
        sender.awaitAccepted();
        await("the warm-up", () -> calls.get() >= goal);
    }

    /** Sends probes as long as {@code more} returns true, and returns when the agent was called for all of them. */
    Latencies round(Priority priority, IntPredicate more) throws IOException, InterruptedException {
        var round = new Latencies();
        times = round;
        new OpenLoopSchedule(PER_SECOND).run(more, slot -> {
            var task = tasks.probe(priority, slot.number());
            due.put(task.id().value(), slot.due());
            sender.send(definition.name(), task);
            sent.incrementAndGet();
        });
        sender.awaitAccepted();
        await("probes", due::isEmpty);
        return round;
    }

    private static void await(String label, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the agent was not called for all tasks of %s within %d s".formatted(label, LIMIT.toSeconds()));
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /** Returns the number of tasks sent. */
    long sent() {
        return sent.get();
    }

    /** Returns the number of calls of the agent. */
    long calls() {
        return calls.get();
    }

    @Override
    public void close() {
        agent.close();
    }
}
