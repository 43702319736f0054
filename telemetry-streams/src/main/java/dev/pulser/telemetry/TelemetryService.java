// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry;

import dev.pulser.contract.topic.TopicsUnavailable;
import dev.pulser.telemetry.feed.FeedThread;
import dev.pulser.telemetry.feed.RetryPause;
import dev.pulser.telemetry.feed.TopicCheck;
import dev.pulser.telemetry.outbox.AlertThread;
import dev.pulser.telemetry.redis.RedisViews;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The service, from start to end:
 *
 * <pre>
 * pulser.task.events ────────┬─▶ feed "pulser-projection"  ─▶ TaskProjection ─▶ PostgreSQL (migrated first)
 * pulser.tasks.dead-letter ──┤
 * pulser.commands ───────────┤
 * pulser.agents.definitions ─┤
 * pulser.agents.status ──────┤
 * pulser.tools.offers ───────┤
 * pulser.tools.approvals ────┘
 * pulser.task.events ────────┬─▶ feed "pulser-redis-views" ─▶ RedisViews     ─▶ Redis
 * pulser.commands ───────────┘
 * </pre>
 *
 * The two feeds know nothing of each other: either store may be away without the other growing old. Alerts are rows of the
 * projection, told to people on a thread of their own.
 */
@ApplicationScoped
class TelemetryService {

    private static final Logger LOG = Logger.getLogger(TelemetryService.class);

    private final TopicCheck topics;
    private final List<FeedThread> feeds;
    private final RedisViews redis;
    private final AlertThread alerts;
    private final CountDownLatch closing = new CountDownLatch(1);

    TelemetryService(TopicCheck topics, List<FeedThread> feeds, RedisViews redis, AlertThread alerts) {
        this.topics = topics;
        this.feeds = feeds;
        this.redis = redis;
        this.alerts = alerts;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().name("telemetry-start").start(this::startFeeds);
    }

    void stop(@Observes ShutdownEvent event) {
        closing.countDown();
        alerts.close();
        feeds.forEach(FeedThread::close);
        redis.close();
    }

    private void startFeeds() {
        try {
            var problems = topicProblems();
            if (problems.isEmpty()) {
                feeds.forEach(FeedThread::start);
                alerts.start();
            } else {
                LOG.errorf(
                        "topics are not as they have to be, run: pulser topics create problems=\"%s\"",
                        String.join("; ", problems));
                Quarkus.asyncExit(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for Kafka as long as it takes. */
    private List<String> topicProblems() throws InterruptedException {
        var pause = RetryPause.between(Duration.ofMillis(250), Duration.ofSeconds(5));
        while (true) {
            try {
                return topics.problems();
            } catch (TopicsUnavailable e) {
                LOG.warnf("away, waiting for it destination=kafka reason=\"%s\"", e.getMessage());
            }
            if (closing.await(pause.next().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("the service closes");
            }
            pause = pause.longer();
        }
    }
}
