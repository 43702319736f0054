// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import dev.pulser.contract.topic.TopicAdmin;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.TopicShape;
import dev.pulser.contract.topic.TopicsUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether there is what the service cannot start without: the broker, the topics in their right shape, an agent. */
final class StartCheck {

    private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);

    private static final Duration CALL_LIMIT = Duration.ofSeconds(5);

    private final KafkaConfig kafka;
    private final TopicsConfig topics;
    private final Duration limit;
    private final InstantSource clock;

    StartCheck(KafkaConfig kafka, TopicsConfig topics, Duration limit, InstantSource clock) {
        this.kafka = kafka;
        this.topics = topics;
        this.limit = limit;
        this.clock = clock;
    }

    /** Blocks until the broker answers, at most the limit. */
    void run() throws CannotStart, InterruptedException {
        int millis = (int) CALL_LIMIT.toMillis();
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis))) {
            var problems = topicProblems(new TopicAdmin(admin, CALL_LIMIT));
            if (!problems.isEmpty()) {
                throw new CannotStart(
                        "%s; make the topics with: ./pulser topics create".formatted(String.join("; ", problems)));
            }
            requireAgents(admin);
        }
    }

    private List<String> topicProblems(TopicAdmin admin) throws CannotStart, InterruptedException {
        var shapes = TopicShape.all(topics.partitions(), topics.replication());
        var end = clock.instant().plus(limit);
        while (true) {
            try {
                return admin.check(shapes);
            } catch (TopicsUnavailable e) {
                if (!clock.instant().isBefore(end)) {
                    throw unreachable(e);
                }
                LOG.info("waiting for Kafka bootstrap={} until={} reason={}", kafka.bootstrap(), end, e.getMessage());
            }
        }
    }

    private CannotStart unreachable(Exception cause) {
        return new CannotStart(
                "Kafka at %s has not answered for %d s (%s); is it running, and is pulser.kafka.bootstrap right?"
                        .formatted(kafka.bootstrap(), limit.toSeconds(), cause.getMessage()),
                cause);
    }

    private void requireAgents(Admin admin) throws CannotStart, InterruptedException {
        var definitions = new TopicPartition(TopicNames.AGENT_DEFINITIONS, 0);
        try {
            long end = admin.listOffsets(Map.of(definitions, OffsetSpec.latest()))
                    .partitionResult(definitions)
                    .get(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .offset();
            if (end == 0) {
                throw new CannotStart("topic %s defines no agent; publish the agents with: ./pulser topics create"
                        .formatted(TopicNames.AGENT_DEFINITIONS));
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new CannotStart(
                    "topic %s cannot be read: %s".formatted(TopicNames.AGENT_DEFINITIONS, e.getMessage()), e);
        }
    }
}
