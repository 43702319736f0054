// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.service.kafka.KafkaClients;
import dev.pulser.service.kafka.RecordListener;
import dev.pulser.service.kafka.TopicFollower;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Latest progress message of each running attempt, followed from the end of the outcomes topic and kept in memory only.
 * Bounded. Thread-safe.
 */
@Singleton
public final class AttemptProgressFollower implements RecordListener {

    private static final int MAX_TASKS = 10_000;
    private static final int MAX_MESSAGE_CHARS = 500;

    /** Expiry for attempts whose adapter died before it reported their end. */
    private static final Duration EXPIRY = Duration.ofHours(1);

    private final Topic<AgentName, AdapterReport> topic;
    private final TopicFollower follower;
    private final Cache<TaskId, ProgressMessage> latest = Caffeine.newBuilder()
            .maximumSize(MAX_TASKS)
            .expireAfterWrite(EXPIRY)
            .build();

    @Inject
    AttemptProgressFollower(KafkaClients kafka, Topics topics) {
        this.topic = topics.outcomes();
        this.follower = kafka.follower("pulser-ingest", topic.name(), TopicFollower.Start.END, this);
    }

    /**
     * Progress of an attempt.
     *
     * @param epoch    epoch of the assignment
     * @param fraction completed fraction, 0 to 1; null if unknown
     */
    public record ProgressMessage(
            int epoch, String message, @Nullable Double fraction, Instant at) {}

    public TopicFollower follower() {
        return follower;
    }

    /** Returns the latest progress of a running task. */
    public Optional<ProgressMessage> of(TaskId task) {
        return Optional.ofNullable(latest.getIfPresent(task));
    }

    @Override
    public void onRecord(ConsumerRecord<byte[], byte[]> record) {
        var report = topic.values().deserializer().deserialize(record.topic(), record.value());
        switch (report.body()) {
            case AdapterReport.AttemptProgress(var id, var epoch, var message, var fraction) -> {
                var shown = Excerpt.truncate(message, MAX_MESSAGE_CHARS);
                latest.asMap()
                        .merge(
                                id,
                                new ProgressMessage(epoch, shown, fraction, report.at()),
                                AttemptProgressFollower::newest);
            }
            case AdapterReport.AttemptEnded ended ->
                latest.asMap()
                        .computeIfPresent(ended.id(), (id, known) -> known.epoch() > ended.epoch() ? known : null);
            case AdapterReport.Heartbeat _, AdapterReport.HealthReport _, AdapterReport.UnknownReport _ -> {}
        }
    }

    private static ProgressMessage newest(ProgressMessage known, ProgressMessage next) {
        return next.epoch() >= known.epoch() ? next : known;
    }
}
