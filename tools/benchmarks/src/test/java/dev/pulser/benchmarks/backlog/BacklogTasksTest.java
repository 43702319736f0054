// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Priority;
import java.time.Clock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BacklogTasksTest {

    private final BacklogTasks tasks = new BacklogTasks(Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 64})
    void putsProbesInThePartitionOfTheBacklog(int partitions) {
        var probe = BacklogTasks.probe(1, partitions).name();

        assertThat(probe).isNotEqualTo(BacklogTasks.BUSY);
        assertThat(probe.partition(partitions)).isEqualTo(BacklogTasks.BUSY.partition(partitions));
    }

    @Test
    void alternatesTypesInTheBacklog() {
        var low = IntStream.range(0, 10).mapToObj(tasks::low).toList();

        assertThat(low)
                .filteredOn(task -> task.type().equals(BacklogTasks.DROPPED))
                .hasSize(5);
        assertThat(low)
                .filteredOn(task -> task.type().equals(BacklogTasks.KEPT))
                .hasSize(5);
        assertThat(low).allMatch(task -> task.priority() == Priority.LOW);
    }

    @Test
    void givesProbesToAnotherCompany() {
        assertThat(tasks.probe(Priority.CRITICAL, 0).company())
                .isNotEqualTo(tasks.low(0).company());
        assertThat(tasks.low(0).company()).isEqualTo(Company.DEFAULT);
    }
}
