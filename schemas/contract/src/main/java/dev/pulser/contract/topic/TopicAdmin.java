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
 * Makes topics and checks them. Every call blocks, at most the limit given at the start.
 *
 * <p>Errors: a broker that cannot be reached or refuses is a {@link TopicsUnavailable} whose message says so in one line.
 */
public final class TopicAdmin {

    private final Admin admin;
    private final Duration limit;

    /** @param admin stays the caller's to close */
    public TopicAdmin(Admin admin, Duration limit) {
        this.admin = admin;
        this.limit = limit;
    }

    /** Makes those that are missing and leaves the others as they are. Returns the names of the new ones. */
    public List<String> create(Collection<TopicShape> shapes) throws TopicsUnavailable, InterruptedException {
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
                    throw new TopicsUnavailable("topic %s cannot be made: %s".formatted(result.getKey(), cause(e)), e);
                }
            } catch (TimeoutException e) {
                throw unanswered(e);
            }
        }
        return created;
    }

    /** One sentence for each thing that is not as it has to be; empty when all is well. */
    public List<String> check(Collection<TopicShape> shapes) throws TopicsUnavailable, InterruptedException {
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
                    throw new TopicsUnavailable("topic %s cannot be read: %s".formatted(shape.name(), cause(e)), e);
                }
                problems.add("topic %s does not exist".formatted(shape.name()));
            } catch (TimeoutException e) {
                throw unanswered(e);
            }
        }
        return problems;
    }

    private String cleanupPolicy(String topic) throws ExecutionException, InterruptedException, TimeoutException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var configs = admin.describeConfigs(List.of(resource)).all().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        return requireNonNull(configs.get(resource)).get("cleanup.policy").value();
    }

    private TopicsUnavailable unanswered(Exception e) {
        return new TopicsUnavailable("Kafka did not answer within %d s".formatted(limit.toSeconds()), e);
    }

    private static String cause(ExecutionException e) {
        var cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }
}
