// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.worker;

import dev.pulser.adapters.kafka.AdapterKafkaClients;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.TopicsUnavailableException;
import dev.pulser.service.config.TopicsConfig;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Adapter for agents of kind {@code kafka}: writes the assignment to the agent's topic of assignments, from which any
 * program may read, and waits for the outcome on the agent's topic of outcomes. An interrupted attempt is followed by a
 * cancellation record.
 */
public final class WorkerAdapter implements AgentAdapter, AutoCloseable {

    private static final Duration ADMIN_LIMIT = Duration.ofSeconds(5);
    private static final Duration CANCEL_LIMIT = Duration.ofMillis(500);

    private final Producer<byte[], byte[]> producer;
    private final Admin admin;
    private final WorkerOutcomeReader outcomes;
    private final WorkerTopics topics;
    private final WorkerGroups groups;

    /** @param instance name of this instance in client ids */
    public WorkerAdapter(AdapterKafkaClients clients, TopicsConfig shape, String instance) {
        producer = clients.producer(instance + "-workers");
        admin = clients.admin(ADMIN_LIMIT);
        outcomes = new WorkerOutcomeReader(clients.reader(instance + "-workers"));
        topics = new WorkerTopics(admin, shape, outcomes);
        groups = new WorkerGroups(admin, ADMIN_LIMIT);
    }

    @Override
    public AgentKind kind() {
        return AgentKind.KAFKA;
    }

    @Override
    public Outcome run(Assignment assignment, AgentDefinition agent, AttemptListener listener)
            throws InterruptedException {
        try {
            topics.ready(agent.name());
        } catch (TopicsUnavailableException e) {
            return Outcomes.retryable(
                    "topics-unavailable",
                    "Topics of agent %s are unavailable: %s".formatted(agent.name(), e.getMessage()));
        }
        try (var pending = outcomes.await(assignment, agent, listener)) {
            return send(assignment, pending);
        }
    }

    private Outcome send(Assignment assignment, PendingWorkerOutcome pending) throws InterruptedException {
        boolean ended = false;
        try {
            producer.send(WorkerRecords.assignment(assignment)).get();
            var outcome = pending.outcome();
            ended = true;
            return outcome;
        } catch (ExecutionException e) {
            ended = true;
            return notSent(assignment.agent(), e.getCause());
        } catch (InterruptException e) {
            throw interrupted();
        } finally {
            if (!ended) {
                cancel(assignment);
            }
        }
    }

    private static InterruptedException interrupted() {
        Thread.interrupted(); // replaced by the exception
        return new InterruptedException();
    }

    private static Outcome notSent(AgentName agent, @Nullable Throwable cause) {
        var topic = TopicNames.agentAssignments(agent);
        return cause instanceof RecordTooLargeException
                ? Outcomes.permanent(
                        "payload-too-large",
                        "Task exceeds the record size of topic %s: %s".formatted(topic, cause.getMessage()))
                : Outcomes.retryable(
                        "agent-unreachable",
                        "Task was not written to topic %s: %s"
                                .formatted(topic, cause == null ? "unknown cause" : cause.getMessage()));
    }

    /**
     * Writes a cancellation to the partition of the assignment. Uses a separate thread, because the current one may
     * be interrupted and the broker unavailable.
     */
    private void cancel(Assignment assignment) {
        boolean interrupted = Thread.interrupted();
        var sender = Thread.ofVirtual().start(() -> {
            var _ = producer.send(WorkerRecords.cancellation(assignment));
        });
        try {
            sender.join(CANCEL_LIMIT);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Checks that the agent's consumer group has a member. */
    @Override
    public CheckResult check(AgentDefinition agent) throws InterruptedException {
        try {
            topics.create(agent.name());
            return groups.check(agent.name());
        } catch (TopicsUnavailableException e) {
            return new CheckResult.Unhealthy(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the number of invalid and unmatched outcome records. */
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
