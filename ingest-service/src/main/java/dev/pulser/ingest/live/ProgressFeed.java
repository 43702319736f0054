// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.TaskId;
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
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What agents say of the tasks that they are doing, from now on: the latest words on each task, until its attempt ends. To look
 * at, and kept nowhere else: what was said before this instance started is not known. Bounded. Safe from any thread.
 */
@Singleton
public final class ProgressFeed implements TopicFollower.Reader {

    private static final int MAX_TASKS = 10_000;
    private static final int MAX_MESSAGE_CHARS = 500;

    /** For an attempt whose end nobody reports, because its adapter is gone. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final Topic<AgentName, Report> topic;
    private final TopicFollower follower;
    private final Cache<TaskId, Said> latest =
            Caffeine.newBuilder().maximumSize(MAX_TASKS).expireAfterWrite(KEPT).build();

    @Inject
    ProgressFeed(KafkaConfig kafka, Topics topics) {
        this.topic = topics.outcomes();
        this.follower = new TopicFollower(kafka.bootstrap(), topic.name(), TopicFollower.Start.END, this);
    }

    /**
     * @param epoch    of the hand-out that it is about
     * @param fraction 0 to 1; null where it is not known
     */
    public record Said(int epoch, String message, @Nullable Double fraction, Instant at) {}

    void start(@Observes StartupEvent event) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent event) {
        follower.stop();
    }

    /** What was said last of a task in work. */
    public Optional<Said> of(TaskId task) {
        return Optional.ofNullable(latest.getIfPresent(task));
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        var report = topic.values().deserializer().deserialize(record.topic(), record.value());
        switch (report.body()) {
            case Report.Progress(var id, var epoch, var message, var fraction) ->
                latest.asMap()
                        .merge(id, new Said(epoch, shortened(message), fraction, report.at()), ProgressFeed::later);
            case Report.Ended ended ->
                latest.asMap().computeIfPresent(ended.id(), (id, said) -> said.epoch() > ended.epoch() ? said : null);
            case Report.Beat _, Report.Health _, Report.Unknown _ -> {} // not about one task
        }
    }

    private static Said later(Said known, Said next) {
        return next.epoch() >= known.epoch() ? next : known;
    }

    private static String shortened(String message) {
        if (message.length() <= MAX_MESSAGE_CHARS) {
            return message;
        }
        // Never half of a surrogate pair.
        int end = message.offsetByCodePoints(0, message.codePointCount(0, MAX_MESSAGE_CHARS - 1));
        return message.substring(0, end) + "…";
    }

    @Override
    public void caughtUp() {
        // Nothing depends on it: what is not known is left out.
    }
}
