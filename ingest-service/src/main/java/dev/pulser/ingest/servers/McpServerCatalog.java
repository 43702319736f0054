// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.servers;

import dev.pulser.contract.tool.McpServerStatus;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.service.kafka.KafkaClients;
import dev.pulser.service.kafka.RecordListener;
import dev.pulser.service.kafka.TopicFollower;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Latest status of every MCP server as reported by each adapter. A status older than {@link #FRESH} is stale. Bounded
 * to {@value #MAX_STATUSES} entries. Thread-safe.
 */
@Singleton
public final class McpServerCatalog implements RecordListener {

    /** Three missed reports: adapters report every 30 seconds. */
    static final Duration FRESH = Duration.ofSeconds(90);

    static final int MAX_STATUSES = 10_000;

    private static final String NOT_CONFIGURED = "not-configured";

    private final Topic<String, McpServerStatus> topic;
    private final TopicFollower follower;
    private final InstantSource time;
    private final Map<String, McpServerStatus> statuses = new ConcurrentHashMap<>();

    @Inject
    McpServerCatalog(KafkaClients kafka, Topics topics, InstantSource time) {
        this.topic = topics.serverStatus();
        this.follower = kafka.follower("pulser-ingest", topic.name(), TopicFollower.Start.BEGINNING, this);
        this.time = time;
    }

    public TopicFollower follower() {
        return follower;
    }

    /** Returns true when an adapter currently has this server configured, in whatever state. */
    public boolean isKnown(String server) {
        var staleBefore = staleBefore();
        return statuses.values().stream()
                .anyMatch(status -> status.server().equals(server)
                        && !status.at().isBefore(staleBefore)
                        && !status.state().equals(NOT_CONFIGURED));
    }

    /** Returns all statuses including stale ones, ordered by server and adapter. */
    List<McpServerStatus> statuses() {
        return statuses.values().stream()
                .sorted(Comparator.comparing(McpServerStatus::server).thenComparing(McpServerStatus::adapter))
                .toList();
    }

    /** Returns the time before which a status is stale. */
    Instant staleBefore() {
        return time.instant().minus(FRESH);
    }

    @Override
    public void onRecord(ConsumerRecord<byte[], byte[]> record) {
        var key = topic.keys().deserializer().deserialize(record.topic(), record.key());
        if (record.value() == null) {
            statuses.remove(key);
            return;
        }
        if (statuses.size() >= MAX_STATUSES && !statuses.containsKey(key)) {
            var staleBefore = staleBefore();
            statuses.values().removeIf(status -> status.at().isBefore(staleBefore));
        }
        if (statuses.size() < MAX_STATUSES || statuses.containsKey(key)) {
            statuses.put(key, topic.values().deserializer().deserialize(record.topic(), record.value()));
        }
    }
}
