// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents;

import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.ingest.kafka.KafkaConfig;
import dev.pulser.ingest.kafka.TopicFollower;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Every lane as it last counted itself, at most a second old while something changes there. Safe from any thread. */
@Singleton
public final class LaneStatuses implements TopicFollower.Reader {

    private final Topic<AgentName, AgentStatus> topic;
    private final TopicFollower follower;
    private volatile boolean known;
    private final Map<AgentName, AgentStatus> latest = new ConcurrentHashMap<>();

    @Inject
    LaneStatuses(KafkaConfig kafka, Topics topics) {
        topic = topics.agentStatus();
        follower = new TopicFollower(kafka.bootstrap(), topic.name(), TopicFollower.Start.BEGINNING, this);
    }

    void start(@Observes StartupEvent event) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent event) {
        follower.stop();
    }

    /** Empty for a lane that has not counted itself yet. */
    public Optional<AgentStatus> of(AgentName agent) {
        return Optional.ofNullable(latest.get(agent));
    }

    /** Whether every lane that has counted itself is here. */
    public boolean areKnown() {
        return known;
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        var agent = topic.keys().deserializer().deserialize(record.topic(), record.key());
        if (record.value() == null) {
            latest.remove(agent);
        } else {
            latest.put(agent, topic.values().deserializer().deserialize(record.topic(), record.value()));
        }
    }

    @Override
    public void caughtUp() {
        known = true;
    }
}
