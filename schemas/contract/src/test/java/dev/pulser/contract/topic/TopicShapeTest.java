// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.task.Priority;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicShapeTest {

    @Test
    void givesCoPartitionedTopicsTheSameNumberOfPartitions() {
        var names = List.of(
                TopicNames.tasks(Priority.CRITICAL),
                TopicNames.tasks(Priority.HIGH),
                TopicNames.tasks(Priority.MEDIUM),
                TopicNames.tasks(Priority.LOW),
                TopicNames.COMMANDS,
                TopicNames.OUTCOMES);

        assertThat(TopicShape.all(6, 1))
                .filteredOn(shape -> names.contains(shape.name()))
                .hasSize(names.size())
                .allMatch(shape -> shape.partitions() == 6);
    }

    @Test
    void describesEachDifference() {
        var shape = TopicShape.all(4, 1).stream()
                .filter(candidate -> candidate.name().equals(TopicNames.AGENT_DEFINITIONS))
                .findFirst()
                .orElseThrow();

        assertThat(shape.differences(1, "compact")).isEmpty();
        assertThat(shape.differences(3, "delete"))
                .containsExactly(
                        "Topic pulser.agents.definitions has 3 partitions, it must have 1.",
                        "Topic pulser.agents.definitions has cleanup.policy=delete, it must have compact.");
    }
}
