// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.topic;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a topic has to be like on the broker.
 *
 * @param partitions  the co-partitioned ones all have the same
 * @param replication 1 to the number of brokers
 * @param config      topic settings; {@code cleanup.policy} is checked, the rest is only set at creation
 */
public record TopicShape(String name, int partitions, short replication, Map<String, String> config) {

    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

    public TopicShape {
        config = Map.copyOf(config);
    }

    /** Every topic of Pulser, those reserved for later included, so that nobody has to be asked again. */
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
        shapes.add(shape(TopicNames.HANDOVERS, partitions, replication, week));
        shapes.add(shape(TopicNames.TOOL_OFFERS, 1, replication, COMPACTED));
        shapes.add(shape(TopicNames.TOOL_APPROVALS, 1, replication, COMPACTED));
        shapes.add(shape(TopicNames.SERVER_STATUS, 1, replication, compactedAndDeletedAfter(Duration.ofDays(1))));
        shapes.add(shape(
                TopicNames.TELEMETRY_MINUTE, partitions, replication, compactedAndDeletedAfter(Duration.ofDays(2))));
        shapes.add(shape(
                TopicNames.TELEMETRY_HOUR, partitions, replication, compactedAndDeletedAfter(Duration.ofDays(90))));
        return List.copyOf(shapes);
    }

    /** The two topics of an agent of kind {@code kafka}. They are made when the agent is first seen. */
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

    /** What differs between this and what the broker has; empty when nothing does. */
    public List<String> differences(int actualPartitions, String actualCleanup) {
        var found = new ArrayList<String>();
        if (actualPartitions != partitions) {
            found.add("topic %s has %d partitions, it needs %d".formatted(name, actualPartitions, partitions));
        }
        var wanted = config.getOrDefault("cleanup.policy", "delete");
        if (!List.of(wanted.split(",")).containsAll(List.of(actualCleanup.split(",")))) {
            found.add("topic %s has cleanup.policy=%s, it needs %s".formatted(name, actualCleanup, wanted));
        }
        return found;
    }
}
