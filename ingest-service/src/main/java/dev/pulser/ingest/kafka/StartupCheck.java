// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.kafka;

import dev.pulser.contract.topic.TopicAdmin;
import dev.pulser.contract.topic.TopicShape;
import dev.pulser.contract.topic.TopicsUnavailable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Looks at the topics once Kafka answers. Topics that are missing or of another shape stop the service, one line for
 * each; a Kafka that is away does not, because the service has an answer for that.
 */
@Singleton
public final class StartupCheck {

    private static final Logger LOG = Logger.getLogger(StartupCheck.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int PAUSE_SECONDS = 2;

    private final KafkaConfig kafka;
    private final TopicsConfig topics;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean passed;

    StartupCheck(KafkaConfig kafka, TopicsConfig topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("check-topics").start(this::checkUntilAnswered);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    /** Whether the topics have been found as they have to be. */
    public boolean passed() {
        return passed;
    }

    private void checkUntilAnswered() {
        try {
            while (!answered()) {
                if (stopped.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answered() throws InterruptedException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka.bootstrap(),
                "client.id",
                "pulser-ingest-check",
                "default.api.timeout.ms",
                (int) LIMIT.toMillis(),
                "request.timeout.ms",
                (int) LIMIT.toMillis());
        try (var admin = Admin.create(settings)) {
            var problems =
                    new TopicAdmin(admin, LIMIT).check(TopicShape.all(topics.partitions(), topics.replication()));
            problems.forEach(problem -> LOG.errorf("%s; ./pulser topics create makes what is missing", problem));
            passed = problems.isEmpty();
            if (!passed) {
                Quarkus.asyncExit(1);
            }
            return true;
        } catch (TopicsUnavailable | KafkaException e) {
            LOG.warnf("topics cannot be checked yet bootstrap=%s reason=%s", kafka.bootstrap(), e.getMessage());
            return false;
        }
    }
}
