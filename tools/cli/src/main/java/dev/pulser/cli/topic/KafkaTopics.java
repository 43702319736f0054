// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.topic;

import dev.pulser.cli.console.CommandFailedException;
import dev.pulser.cli.console.ErrorText;
import dev.pulser.contract.topic.TopicAdmin;
import dev.pulser.contract.topic.TopicShape;
import dev.pulser.contract.topic.TopicsUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * Pulser's topics on a Kafka cluster.
 *
 * @param bootstrap   bootstrap servers, {@code host:port} separated by commas
 * @param partitions  partitions of the co-partitioned topics; 1 or more
 * @param replication replication factor, at most the number of brokers
 */
public record KafkaTopics(String bootstrap, int partitions, int replication) {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** Creates missing topics, and returns their names. */
    public List<String> create() {
        return call(topics -> topics.create(shapes()));
    }

    /** Returns one sentence for each topic that is missing or misconfigured. */
    public List<String> check() {
        return call(topics -> topics.check(shapes()));
    }

    private List<TopicShape> shapes() {
        return TopicShape.all(partitions, replication);
    }

    private List<String> call(AdminCall adminCall) {
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis() / 2,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis()))) {
            return adminCall.on(new TopicAdmin(admin, TIMEOUT));
        } catch (TopicsUnavailableException | KafkaException e) {
            throw new CommandFailedException(
                    "Cannot read the topics on Kafka at %s: %s. Check that it is running, or set another address with --kafka HOST:PORT."
                            .formatted(bootstrap, ErrorText.of(e)),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("Interrupted while waiting for Kafka.", e);
        }
    }

    private interface AdminCall {
        List<String> on(TopicAdmin topics) throws TopicsUnavailableException, InterruptedException;
    }
}
