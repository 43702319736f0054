// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.servers;

import dev.pulser.contract.tool.ServerStatus;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.ingest.kafka.KafkaConfig;
import dev.pulser.ingest.kafka.TopicFollower;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
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
 * Every MCP server as each adapter said last that it finds it. An adapter that says nothing for {@link #FRESH} is gone, or
 * cannot be heard: what it said counts no more. Bounded to {@value #MAX_VIEWS} views. Safe from any thread.
 */
@Singleton
public final class ServerCatalogue implements TopicFollower.Reader {

    /** Adapters speak each half minute: three times without a word. */
    static final Duration FRESH = Duration.ofSeconds(90);

    static final int MAX_VIEWS = 10_000;

    private static final String NOT_CONFIGURED = "not-configured";

    private final Topic<String, ServerStatus> topic;
    private final TopicFollower follower;
    private final InstantSource time;
    private final Map<String, ServerStatus> views = new ConcurrentHashMap<>();

    @Inject
    ServerCatalogue(KafkaConfig kafka, Topics topics, InstantSource time) {
        this.topic = topics.serverStatus();
        this.follower = new TopicFollower(kafka.bootstrap(), topic.name(), TopicFollower.Start.BEGINNING, this);
        this.time = time;
    }

    void start(@Observes StartupEvent event) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent event) {
        follower.stop();
    }

    /** Whether an adapter has this server now, in whatever state. */
    public boolean isKnown(String server) {
        var oldest = oldestThatCounts();
        return views.values().stream()
                .anyMatch(view -> view.server().equals(server)
                        && !view.at().isBefore(oldest)
                        && !view.state().equals(NOT_CONFIGURED));
    }

    /** Every view, by server and then by adapter; also those that count no more. */
    List<ServerStatus> views() {
        return views.values().stream()
                .sorted(Comparator.comparing(ServerStatus::server).thenComparing(ServerStatus::adapter))
                .toList();
    }

    /** What was said before this counts no more. */
    Instant oldestThatCounts() {
        return time.instant().minus(FRESH);
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        var key = topic.keys().deserializer().deserialize(record.topic(), record.key());
        if (record.value() == null) {
            views.remove(key);
            return;
        }
        if (views.size() >= MAX_VIEWS && !views.containsKey(key)) {
            var oldest = oldestThatCounts();
            views.values().removeIf(view -> view.at().isBefore(oldest));
        }
        if (views.size() < MAX_VIEWS || views.containsKey(key)) {
            views.put(key, topic.values().deserializer().deserialize(record.topic(), record.value()));
        }
    }

    @Override
    public void caughtUp() {
        // Nothing depends on it: who has not been heard yet is heard within half a minute.
    }
}
