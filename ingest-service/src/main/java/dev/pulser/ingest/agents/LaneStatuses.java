// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.service.kafka.KafkaClients;
import dev.pulser.service.kafka.RecordListener;
import dev.pulser.service.kafka.TopicFollower;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Latest status of every lane, at most one second old while it changes. Thread-safe. */
@Singleton
public final class LaneStatuses implements RecordListener {

    private final Topic<AgentName, AgentStatus> topic;
    private final TopicFollower follower;
    private final Map<AgentName, AgentStatus> latest = new ConcurrentHashMap<>();
    private volatile boolean loaded;

    @Inject
    LaneStatuses(KafkaClients kafka, Topics topics) {
        topic = topics.agentStatus();
        follower = kafka.follower("pulser-ingest", topic.name(), TopicFollower.Start.BEGINNING, this);
    }

    public TopicFollower follower() {
        return follower;
    }

    /** Returns the status of an agent's lane; empty before the lane has published one. */
    public Optional<AgentStatus> of(AgentName agent) {
        return Optional.ofNullable(latest.get(agent));
    }

    /** Returns true when the whole topic has been read once. */
    public boolean isLoaded() {
        return loaded;
    }

    @Override
    public void onRecord(ConsumerRecord<byte[], byte[]> record) {
        var agent = topic.keys().deserializer().deserialize(record.topic(), record.key());
        var status = topic.values().deserializer().deserialize(record.topic(), record.value());
        if (status == null) {
            latest.remove(agent);
        } else {
            latest.put(agent, status);
        }
    }

    @Override
    public void onCaughtUp() {
        loaded = true;
    }
}
