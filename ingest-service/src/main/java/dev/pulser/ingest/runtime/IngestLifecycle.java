// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.runtime;

import dev.pulser.ingest.kafka.DurableRecordWriter;
import dev.pulser.ingest.persistence.task.TaskRepository;
import dev.pulser.ingest.redis.RedisConnection;
import dev.pulser.ingest.submit.idempotency.EmptyDatabaseDetector;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Lifecycle of the background components: started in order, stopped in reverse order. */
@ApplicationScoped
class IngestLifecycle {

    private final TopicCheck topics;
    private final Followers followers;
    private final DurableRecordWriter writer;
    private final RedisConnection redis;
    private final TaskRepository tasks;
    private final EmptyDatabaseDetector emptyDatabase;

    IngestLifecycle(
            TopicCheck topics,
            Followers followers,
            DurableRecordWriter writer,
            RedisConnection redis,
            TaskRepository tasks,
            EmptyDatabaseDetector emptyDatabase) {
        this.topics = topics;
        this.followers = followers;
        this.writer = writer;
        this.redis = redis;
        this.tasks = tasks;
        this.emptyDatabase = emptyDatabase;
    }

    void start(@Observes StartupEvent event) {
        topics.start();
        followers.start();
        writer.warmUp();
        redis.start();
        tasks.warmUp();
        emptyDatabase.start();
    }

    void stop(@Observes ShutdownEvent event) {
        emptyDatabase.stop();
        redis.stop();
        followers.stop();
        topics.stop();
        writer.close();
    }
}
