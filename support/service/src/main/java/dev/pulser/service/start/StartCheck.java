// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.start;

import dev.pulser.contract.topic.TopicAdmin;
import dev.pulser.contract.topic.TopicShape;
import dev.pulser.contract.topic.TopicsUnavailableException;
import dev.pulser.service.config.KafkaConfig;
import dev.pulser.service.config.TopicsConfig;
import dev.pulser.service.kafka.KafkaClients;
import dev.pulser.service.time.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Check of the topics before a service starts processing: waits for Kafka, then compares every topic with its expected
 * shape.
 *
 * <p>Failure: while Kafka is unavailable, the check is retried with backoff; the failure is logged once. A topic that is
 * missing or has another shape causes a {@link ServiceStartException}.
 */
public final class StartCheck {

    private static final Logger LOG = Logger.getLogger(StartCheck.class);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(5);

    private final String bootstrap;
    private final List<TopicShape> shapes;

    /** Checks every topic of Pulser. */
    public StartCheck(KafkaConfig kafka, TopicsConfig topics) {
        this(kafka.bootstrap(), TopicShape.all(topics.partitions(), topics.replication()));
    }

    private StartCheck(String bootstrap, List<TopicShape> shapes) {
        this.bootstrap = bootstrap;
        this.shapes = shapes;
    }

    /** Returns a check of these topics only. */
    public StartCheck limitedTo(Set<String> topics) {
        return new StartCheck(
                bootstrap,
                shapes.stream().filter(shape -> topics.contains(shape.name())).toList());
    }

    /** Blocks until Kafka has responded, without a time limit; can be interrupted. */
    public void run() throws ServiceStartException, InterruptedException {
        check(Instant.MAX, InstantSource.fixed(Instant.MIN), Duration.ZERO);
    }

    /** Blocks until Kafka has responded, at most {@code limit}. */
    public void run(Duration limit, InstantSource clock) throws ServiceStartException, InterruptedException {
        check(clock.instant().plus(limit), clock, limit);
    }

    private void check(Instant end, InstantSource clock, Duration limit)
            throws ServiceStartException, InterruptedException {
        var backoff = Backoff.between(Duration.ofMillis(200), Duration.ofSeconds(2));
        boolean logged = false;
        while (true) {
            try (var admin = new KafkaClients(bootstrap).admin(CALL_LIMIT)) {
                requireNone(new TopicAdmin(admin, CALL_LIMIT).check(shapes));
                return;
            } catch (TopicsUnavailableException | KafkaException e) {
                if (!clock.instant().isBefore(end)) {
                    throw unreachable(limit, e);
                }
                if (!logged) {
                    LOG.warnf("Kafka is unavailable, retrying bootstrap=%s reason=\"%s\"", bootstrap, e.getMessage());
                    logged = true;
                }
            }
            Thread.sleep(backoff.next());
            backoff = backoff.increased();
        }
    }

    private static void requireNone(List<String> problems) throws ServiceStartException {
        if (!problems.isEmpty()) {
            throw new ServiceStartException(
                    "%s Create missing topics with `./pulser topics create`.".formatted(String.join(" ", problems)));
        }
    }

    private ServiceStartException unreachable(Duration limit, Exception cause) {
        return new ServiceStartException(
                "Kafka at %s did not respond within %d s (%s). Start Kafka or set pulser.kafka.bootstrap."
                        .formatted(bootstrap, limit.toSeconds(), cause.getMessage()),
                cause);
    }
}
