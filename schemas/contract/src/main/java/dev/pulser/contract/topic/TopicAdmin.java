// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.topic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates and verifies topics. Calls block until the broker responds or the time limit has passed.
 *
 * <p>Errors: {@link TopicsUnavailableException} when the broker does not respond or denies the request.
 */
public final class TopicAdmin {

    private final Admin admin;
    private final Duration limit;

    /**
     * @param admin closed by the caller
     * @param limit time limit of each request to the broker
     */
    public TopicAdmin(Admin admin, Duration limit) {
        this.admin = admin;
        this.limit = limit;
    }

    /** Creates the topics that do not exist and returns their names. Existing topics are not changed. */
    public List<String> create(Collection<TopicShape> shapes) throws TopicsUnavailableException, InterruptedException {
        var results = admin.createTopics(shapes.stream()
                        .map(shape -> new NewTopic(shape.name(), shape.partitions(), shape.replication())
                                .configs(shape.config()))
                        .toList())
                .values();
        var created = new ArrayList<String>();
        for (var result : new TreeMap<>(results).entrySet()) {
            try {
                result.getValue().get(limit.toMillis(), TimeUnit.MILLISECONDS);
                created.add(result.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new TopicsUnavailableException(
                            "Topic %s cannot be created: %s".formatted(result.getKey(), cause(e)), e);
                }
            } catch (TimeoutException e) {
                throw timedOut(e);
            }
        }
        return created;
    }

    /** Returns a message for each topic that is missing or has the wrong shape. */
    public List<String> check(Collection<TopicShape> shapes) throws TopicsUnavailableException, InterruptedException {
        var problems = new ArrayList<String>();
        var descriptions = admin.describeTopics(
                        shapes.stream().map(TopicShape::name).toList())
                .topicNameValues();
        for (var shape : shapes) {
            var described = requireNonNull(descriptions.get(shape.name()));
            try {
                int partitions = described
                        .get(limit.toMillis(), TimeUnit.MILLISECONDS)
                        .partitions()
                        .size();
                problems.addAll(shape.differences(partitions, cleanupPolicy(shape.name())));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new TopicsUnavailableException(
                            "Topic %s cannot be described: %s".formatted(shape.name(), cause(e)), e);
                }
                problems.add("Topic %s does not exist.".formatted(shape.name()));
            } catch (TimeoutException e) {
                throw timedOut(e);
            }
        }
        return problems;
    }

    private String cleanupPolicy(String topic) throws ExecutionException, InterruptedException, TimeoutException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var configs = admin.describeConfigs(List.of(resource)).all().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        return requireNonNull(configs.get(resource)).get("cleanup.policy").value();
    }

    private TopicsUnavailableException timedOut(Exception e) {
        return new TopicsUnavailableException("Kafka did not respond within %d s.".formatted(limit.toSeconds()), e);
    }

    private static String cause(ExecutionException e) {
        var cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }
}
