// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Names;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import dev.pulser.service.kafka.KafkaClients;
import dev.pulser.service.kafka.RecordListener;
import dev.pulser.service.kafka.TopicFollower;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Catalog of agent definitions, read from the beginning of their topic. Thread-safe. */
@Singleton
public final class AgentCatalog implements RecordListener {

    private static final Logger LOG = Logger.getLogger(AgentCatalog.class);

    private final Topic<AgentName, AgentDefinition> topic;
    private final TopicFollower follower;

    private final Object change = new Object();

    // written by the follower's thread only
    private volatile AgentTable table = AgentTable.empty();
    private volatile boolean loaded;

    @Inject
    AgentCatalog(KafkaClients kafka, Topics topics) {
        topic = topics.agentDefinitions();
        follower = kafka.follower("pulser-ingest", topic.name(), TopicFollower.Start.BEGINNING, this);
    }

    public TopicFollower follower() {
        return follower;
    }

    /** Returns the agents; empty until the whole topic has been read once. */
    public Optional<AgentTable> agents() {
        return loaded ? Optional.of(table) : Optional.empty();
    }

    /** @throws ProblemException if the definitions are not loaded yet */
    public AgentTable table() {
        return agents().orElseThrow(() -> new ProblemException(notLoaded()));
    }

    /** @throws ProblemException if the agent does not exist, or the definitions are not loaded yet */
    public AgentDefinition require(String name) {
        var agents = table();
        var found = Names.isValid(name) ? agents.find(new AgentName(name)) : Optional.<AgentDefinition>empty();
        return found.orElseThrow(() -> new ProblemException(Problem.of(
                ProblemType.AGENT_NOT_FOUND,
                "Agent %s does not exist. Agents: %s.".formatted(Excerpt.escaped(name), names(agents)))));
    }

    private static String names(AgentTable agents) {
        return agents.agents().stream().map(agent -> agent.name().value()).collect(Collectors.joining(", "));
    }

    /** Waits until the agents match {@code condition}, at most {@code limit}. Returns true when they do. */
    public boolean await(Predicate<AgentTable> condition, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (change) {
            while (!condition.test(table)) {
                long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (left <= 0) {
                    return false;
                }
                change.wait(left);
            }
            return true;
        }
    }

    /** Returns the problem for requests that need the definitions before they are loaded. */
    public static Problem notLoaded() {
        return Problem.temporary(
                ProblemType.KAFKA_UNAVAILABLE,
                "The agent definitions are not loaded from Kafka yet; try again later.",
                Duration.ofSeconds(2));
    }

    @Override
    public void onRecord(ConsumerRecord<byte[], byte[]> record) {
        var name = topic.keys().deserializer().deserialize(record.topic(), record.key());
        var definition = topic.values().deserializer().deserialize(record.topic(), record.value());
        synchronized (change) {
            table = definition == null ? table.without(name) : table.with(definition);
            change.notifyAll();
        }
    }

    @Override
    public void onCaughtUp() {
        if (table.isEmpty()) {
            LOG.errorf(
                    "No agent is defined, run `./pulser topics create` to publish config/agents.yaml topic=%s",
                    topic.name());
            Quarkus.asyncExit(1);
            return;
        }
        loaded = true;
        LOG.infof("Agent definitions loaded count=%d", table.agents().size());
    }
}
