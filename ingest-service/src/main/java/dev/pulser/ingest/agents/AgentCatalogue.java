// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Names;
import dev.pulser.contract.task.TaskRules;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.ingest.kafka.KafkaConfig;
import dev.pulser.ingest.kafka.TopicFollower;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Every agent as the topic of definitions has it now, followed from its beginning. Safe from any thread. */
@Singleton
public final class AgentCatalogue implements TopicFollower.Reader {

    private static final Logger LOG = Logger.getLogger(AgentCatalogue.class);

    private final Topic<AgentName, AgentDefinition> topic;
    private final TopicFollower follower;

    private final Object change = new Object();

    // Written by the follower's thread only.
    private volatile AgentTable table = AgentTable.empty();
    private volatile boolean known;

    @Inject
    AgentCatalogue(KafkaConfig kafka, Topics topics) {
        topic = topics.agentDefinitions();
        follower = new TopicFollower(kafka.bootstrap(), topic.name(), TopicFollower.Start.BEGINNING, this);
    }

    void start(@Observes StartupEvent event) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent event) {
        follower.stop();
    }

    /** The agents; empty until all of the topic has been read once. */
    public Optional<AgentTable> agents() {
        return known ? Optional.of(table) : Optional.empty();
    }

    /** @throws ProblemException while nobody knows the agents */
    public AgentTable table() {
        return agents().orElseThrow(() -> new ProblemException(unknownYet()));
    }

    /** @throws ProblemException where there is no such agent, or nobody knows */
    public AgentDefinition require(String name) {
        var known = table();
        var found = Names.isValid(name) ? known.find(new AgentName(name)) : Optional.<AgentDefinition>empty();
        return found.orElseThrow(() -> new ProblemException(Problem.of(
                ProblemType.NO_SUCH_AGENT,
                "there is no agent %s; there are %s".formatted(TaskRules.shown(name), names(known)))));
    }

    private static String names(AgentTable known) {
        return known.agents().stream().map(agent -> agent.name().value()).collect(Collectors.joining(", "));
    }

    /** Waits for what was written a moment ago: until the agents are as {@code wanted}, or {@code limit} has passed. */
    public boolean await(Predicate<AgentTable> wanted, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (change) {
            while (!wanted.test(table)) {
                long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (left <= 0) {
                    return false;
                }
                change.wait(left);
            }
            return true;
        }
    }

    /** The answer to those who need the agents before they are known. */
    public static Problem unknownYet() {
        return Problem.passing(
                ProblemType.KAFKA_UNAVAILABLE,
                "Kafka has not yet told which agents there are; try again",
                Duration.ofSeconds(2));
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        var name = topic.keys().deserializer().deserialize(record.topic(), record.key());
        var definition = topic.values().deserializer().deserialize(record.topic(), record.value());
        synchronized (change) {
            table = definition == null ? table.without(name) : table.with(definition);
            change.notifyAll();
        }
    }

    @Override
    public void caughtUp() {
        if (table.isEmpty()) {
            LOG.errorf(
                    "no agent is defined on topic %s; ./pulser topics create publishes config/agents.yaml there",
                    topic.name());
            Quarkus.asyncExit(1);
            return;
        }
        known = true;
        LOG.infof("agents known count=%d", table.agents().size());
    }
}
