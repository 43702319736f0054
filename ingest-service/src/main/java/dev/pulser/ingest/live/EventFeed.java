// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.live;

import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.ingest.agents.AgentPace;
import dev.pulser.ingest.kafka.KafkaConfig;
import dev.pulser.ingest.kafka.TopicFollower;
import dev.pulser.ingest.known.RecentTasks;
import dev.pulser.ingest.known.TaskSnapshot;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Every task event from now on. The key is read first, and the rest only of tasks that are remembered here, so that a
 * busy topic costs little.
 */
@Singleton
public final class EventFeed implements TopicFollower.Reader {

    private final Topic<TaskId, TaskEvent> topic;
    private final TopicFollower follower;
    private final RecentTasks recent;
    private final Waiters waiters;
    private final AgentPace pace;

    @Inject
    EventFeed(KafkaConfig kafka, Topics topics, RecentTasks recent, Waiters waiters, AgentPace pace) {
        this.topic = topics.taskEvents();
        this.follower = new TopicFollower(kafka.bootstrap(), topic.name(), TopicFollower.Start.END, this);
        this.recent = recent;
        this.waiters = waiters;
        this.pace = pace;
    }

    void start(@Observes StartupEvent event) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent event) {
        follower.stop();
    }

    /** Whether events arrive now; false while Kafka is away. */
    public boolean isFollowing() {
        return follower.isFollowing();
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        var id = topic.keys().deserializer().deserialize(record.topic(), record.key());
        if (recent.remembers(id)) {
            var event = topic.values().deserializer().deserialize(record.topic(), record.value());
            recent.apply(event).filter(task -> task.state().isTerminal()).ifPresent(this::ended);
        }
    }

    private void ended(TaskSnapshot task) {
        waiters.ended(task.id());
        if (task.state() == TaskState.COMPLETED && task.agent() != null && task.completedAt() != null) {
            pace.observe(task.agent(), Duration.between(task.createdAt(), task.completedAt()));
        }
    }

    @Override
    public void caughtUp() {
        // Nothing depends on it: who is remembered is remembered before its first event.
    }
}
