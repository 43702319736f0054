// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.backlog;

import dev.pulser.benchmarks.agent.TimedAgent;
import dev.pulser.benchmarks.load.Schedule;
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
 * Another company's tasks for another agent, at a steady rate: how long from the moment at which each is due until its agent
 * is called. One round at a time.
 */
final class Probes implements AutoCloseable {

    private static final int PER_SECOND = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BacklogTasks tasks;
    private final TaskSender sender;
    private final AgentDefinition definition;
    private final TimedAgent agent;
    private final Map<String, Long> due = new ConcurrentHashMap<>();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private volatile Latencies times = new Latencies();

    Probes(BacklogTasks tasks, TaskSender sender) throws IOException {
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

    /** Tasks that nobody times, as fast as they go. */
    void warmUp(int count) throws IOException {
        long goal = calls.get() + count;
        for (int i = 0; i < count; i++) {
            sender.send(definition.name(), tasks.probe(Priority.MEDIUM, i));
            sent.incrementAndGet();
        }
        sender.awaitAccepted();
        await("the warm-up", () -> calls.get() >= goal);
    }

    /** Sends while there is to be one more, and returns when the agent was called for all. */
    Latencies round(Priority priority, IntPredicate more) throws IOException, InterruptedException {
        var round = new Latencies();
        times = round;
        new Schedule(PER_SECOND).run(more, turn -> {
            var task = tasks.probe(priority, turn.number());
            due.put(task.id().value(), turn.due());
            sender.send(definition.name(), task);
            sent.incrementAndGet();
        });
        sender.awaitAccepted();
        await("probes", due::isEmpty);
        return round;
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the agent was not called for all of %s within %d s".formatted(what, PATIENCE.toSeconds()));
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /** Tasks sent up to now. */
    long sent() {
        return sent.get();
    }

    /** Calls of the agent up to now. */
    long calls() {
        return calls.get();
    }

    @Override
    public void close() {
        agent.close();
    }
}
