// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.events;

import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.ingest.agents.TaskDurationEstimator;
import dev.pulser.ingest.taskcache.TaskCache;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import dev.pulser.service.kafka.KafkaClients;
import dev.pulser.service.kafka.RecordListener;
import dev.pulser.service.kafka.TopicFollower;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Follower of task events from the end of the topic. Only the key is deserialized unless the task is in the task cache,
 * which keeps busy topics cheap.
 */
@Singleton
public final class TaskEventFollower implements RecordListener {

    private final Topic<TaskId, TaskEvent> topic;
    private final TopicFollower follower;
    private final TaskCache cache;
    private final CompletionWaiters waiters;
    private final TaskDurationEstimator durations;

    @Inject
    TaskEventFollower(
            KafkaClients kafka,
            Topics topics,
            TaskCache cache,
            CompletionWaiters waiters,
            TaskDurationEstimator durations) {
        this.topic = topics.taskEvents();
        this.follower = kafka.follower("pulser-ingest", topic.name(), TopicFollower.Start.END, this);
        this.cache = cache;
        this.waiters = waiters;
        this.durations = durations;
    }

    public TopicFollower follower() {
        return follower;
    }

    /** Returns true while the topic is being read; false while Kafka is unavailable. */
    public boolean isFollowing() {
        return follower.isFollowing();
    }

    @Override
    public void onRecord(ConsumerRecord<byte[], byte[]> record) {
        var id = topic.keys().deserializer().deserialize(record.topic(), record.key());
        if (cache.contains(id)) {
            var event = topic.values().deserializer().deserialize(record.topic(), record.value());
            cache.apply(event).filter(task -> task.state().isTerminal()).ifPresent(this::onEnd);
        }
    }

    private void onEnd(TaskSnapshot task) {
        waiters.complete(task.id());
        var agent = task.agent();
        var completedAt = task.times().completedAt();
        if (task.state() == TaskState.COMPLETED && agent != null && completedAt != null) {
            durations.record(agent, Duration.between(task.createdAt(), completedAt));
        }
    }
}
