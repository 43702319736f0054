// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.topics;

import dev.pulser.contract.topic.TopicAdmin;
import dev.pulser.contract.topic.TopicShape;
import dev.pulser.contract.topic.TopicsUnavailable;
import dev.pulser.launcher.process.LaunchFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * Pulser's topics on one broker.
 *
 * @param bootstrap   {@code host:port}, several separated by commas
 * @param partitions  of the co-partitioned topics
 * @param replication at most the number of brokers
 */
public record KafkaTopics(String bootstrap, int partitions, int replication) {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Makes those that are missing; returns their names. */
    public List<String> create() {
        return ask(topics -> topics.create(shapes()));
    }

    /** One sentence for each that is missing or differs. */
    public List<String> check() {
        return ask(topics -> topics.check(shapes()));
    }

    private List<TopicShape> shapes() {
        return TopicShape.all(partitions, replication);
    }

    private List<String> ask(Question question) {
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) LIMIT.toMillis() / 2,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) LIMIT.toMillis()))) {
            return question.to(new TopicAdmin(admin, LIMIT));
        } catch (TopicsUnavailable | KafkaException e) {
            throw new LaunchFailure("Kafka at %s: %s".formatted(bootstrap, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted", e);
        }
    }

    private interface Question {
        List<String> to(TopicAdmin topics) throws TopicsUnavailable, InterruptedException;
    }
}
