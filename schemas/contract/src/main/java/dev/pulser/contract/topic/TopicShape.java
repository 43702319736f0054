// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.topic;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Required shape of a topic.
 *
 * @param partitions  number of partitions; co-partitioned topics have the same
 * @param replication replication factor, 1 to the number of brokers
 * @param config      topic configuration; {@code cleanup.policy} is verified, other keys are only set when the topic is created
 */
public record TopicShape(String name, int partitions, short replication, Map<String, String> config) {

    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

    public TopicShape {
        config = Map.copyOf(config);
    }

    /** Returns the shapes of all topics except those of agents of kind {@code kafka}. */
    public static List<TopicShape> all(int partitions, int replication) {
        var week = deletedAfter(Duration.ofDays(7));
        var audit = deletedAfter(Duration.ofDays(90));
        var shapes = new ArrayList<TopicShape>();
        for (var priority : Priority.values()) {
            shapes.add(shape(TopicNames.tasks(priority), partitions, replication, week));
        }
        shapes.add(shape(TopicNames.COMMANDS, partitions, replication, week));
        shapes.add(shape(TopicNames.ASSIGNMENTS, partitions, replication, deletedAfter(Duration.ofDays(1))));
        shapes.add(shape(TopicNames.OUTCOMES, partitions, replication, deletedAfter(Duration.ofDays(1))));
        shapes.add(shape(TopicNames.TASK_EVENTS, partitions, replication, audit));
        shapes.add(shape(TopicNames.DEAD_LETTERS, partitions, replication, audit));
        shapes.add(shape(TopicNames.AGENT_DEFINITIONS, 1, replication, COMPACTED));
        shapes.add(shape(TopicNames.AGENT_STATUS, 1, replication, COMPACTED));
        shapes.add(shape(TopicNames.TRANSFERS, partitions, replication, week));
        shapes.add(shape(TopicNames.TOOL_DEFINITIONS, 1, replication, COMPACTED));
        shapes.add(shape(TopicNames.TOOL_APPROVALS, 1, replication, COMPACTED));
        shapes.add(shape(TopicNames.SERVER_STATUS, 1, replication, compactedAndDeletedAfter(Duration.ofDays(1))));
        return List.copyOf(shapes);
    }

    /** Returns the shapes of the two topics of an agent of kind {@code kafka}, which are created with the agent. */
    public static List<TopicShape> ofWorker(AgentName agent, int partitions, int replication) {
        var day = deletedAfter(Duration.ofDays(1));
        return List.of(
                shape(TopicNames.agentAssignments(agent), partitions, replication, day),
                shape(TopicNames.agentOutcomes(agent), partitions, replication, day));
    }

    private static TopicShape shape(String name, int partitions, int replication, Map<String, String> config) {
        return new TopicShape(name, partitions, (short) replication, config);
    }

    private static Map<String, String> deletedAfter(Duration retention) {
        return Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(retention.toMillis()));
    }

    private static Map<String, String> compactedAndDeletedAfter(Duration retention) {
        return Map.of("cleanup.policy", "compact,delete", "retention.ms", Long.toString(retention.toMillis()));
    }

    /** Returns a message for each difference between this shape and the topic on the broker. */
    public List<String> differences(int actualPartitions, String actualCleanup) {
        var found = new ArrayList<String>();
        if (actualPartitions != partitions) {
            found.add("Topic %s has %d partitions, it must have %d.".formatted(name, actualPartitions, partitions));
        }
        var wanted = config.getOrDefault("cleanup.policy", "delete");
        if (!List.of(wanted.split(",")).containsAll(List.of(actualCleanup.split(",")))) {
            found.add("Topic %s has cleanup.policy=%s, it must have %s.".formatted(name, actualCleanup, wanted));
        }
        return found;
    }
}
