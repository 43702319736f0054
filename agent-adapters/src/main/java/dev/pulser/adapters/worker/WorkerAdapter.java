// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.worker;

import dev.pulser.adapters.kafka.KafkaClients;
import dev.pulser.adapters.kafka.TopicsConfig;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.TopicsUnavailable;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Agents of kind {@code kafka}: the assignment is written to the agent's topic of assignments, where any program may read it,
 * and the outcome is awaited on the agent's topic of outcomes. An attempt that is interrupted is followed by a cancellation.
 */
public final class WorkerAdapter implements AgentAdapter, AutoCloseable {

    private static final Duration ADMIN_LIMIT = Duration.ofSeconds(5);
    private static final Duration CANCEL_LIMIT = Duration.ofMillis(500);

    private final Producer<byte[], byte[]> producer;
    private final Admin admin;
    private final Outcomes outcomes;
    private final WorkerTopics topics;
    private final WorkerGroups groups;

    /** @param instance tells this adapter's clients from others' */
    public WorkerAdapter(KafkaClients clients, TopicsConfig shape, String instance) {
        producer = clients.producer(instance + "-workers");
        admin = clients.admin(ADMIN_LIMIT);
        outcomes = new Outcomes(clients.reader(instance + "-workers"));
        topics = new WorkerTopics(admin, shape, outcomes);
        groups = new WorkerGroups(admin, ADMIN_LIMIT);
    }

    @Override
    public AgentKind kind() {
        return AgentKind.KAFKA;
    }

    @Override
    public Outcome run(Assignment assignment, AgentDefinition agent, Progress progress) throws InterruptedException {
        try {
            topics.ready(agent.name());
        } catch (TopicsUnavailable e) {
            return Results.retryable(
                    "topics-unavailable",
                    "the topics of agent %s cannot be used: %s".formatted(agent.name(), e.getMessage()));
        }
        try (var waiting = outcomes.await(assignment, agent, progress)) {
            return send(assignment, waiting);
        }
    }

    private Outcome send(Assignment assignment, Waiting waiting) throws InterruptedException {
        boolean over = false;
        try {
            producer.send(WorkerRecords.assignment(assignment)).get();
            var outcome = waiting.outcome();
            over = true;
            return outcome;
        } catch (ExecutionException e) {
            over = true;
            return notSent(assignment.agent(), e.getCause());
        } catch (InterruptException e) {
            throw interrupted();
        } finally {
            if (!over) {
                cancel(assignment);
            }
        }
    }

    private static InterruptedException interrupted() {
        Thread.interrupted(); // the exception says it
        return new InterruptedException();
    }

    private static Outcome notSent(AgentName agent, @Nullable Throwable cause) {
        var topic = TopicNames.agentAssignments(agent);
        return cause instanceof RecordTooLargeException
                ? Results.permanent(
                        "payload-too-large",
                        "the task is too large for the topic %s: %s".formatted(topic, cause.getMessage()))
                : Results.retryable(
                        "agent-unreachable",
                        "the task could not be written to the topic %s: %s"
                                .formatted(topic, cause == null ? "for no known reason" : cause.getMessage()));
    }

    /** Follows the assignment on its partition. On a thread of its own: this one may be interrupted, and the broker away. */
    private void cancel(Assignment assignment) {
        boolean interrupted = Thread.interrupted();
        var sending = Thread.ofVirtual().start(() -> {
            var _ = producer.send(WorkerRecords.cancellation(assignment));
        });
        try {
            sending.join(CANCEL_LIMIT);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a program is there that reads the agent's assignments, as a member of its group. */
    @Override
    public CheckResult check(AgentDefinition agent) throws InterruptedException {
        try {
            topics.make(agent.name());
            return groups.check(agent.name());
        } catch (TopicsUnavailable e) {
            return new CheckResult.Failing(String.valueOf(e.getMessage()));
        }
    }

    /** Records about outcomes that were none, or that nobody waited for. */
    public long skipped() {
        return outcomes.skipped();
    }

    @Override
    public void close() {
        outcomes.close();
        producer.close(Duration.ofSeconds(1));
        admin.close(Duration.ofSeconds(1));
    }
}
