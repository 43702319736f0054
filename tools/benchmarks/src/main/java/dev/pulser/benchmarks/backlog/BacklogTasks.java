// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.backlog;

import dev.pulser.benchmarks.load.NoopTasks;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** The work of the backlog run, all with payloads of 1 KB. Safe from any thread. */
final class BacklogTasks {

    static final AgentName BUSY = new AgentName("bench-busy");

    /** Backlog that is done in the end. */
    static final TaskType KEPT = new TaskType("bench_kept");

    /** Backlog that is cancelled in the end. */
    static final TaskType DROPPED = new TaskType("bench_dropped");

    static final TaskType PROBE = new TaskType("bench_probe");

    /** Not the backlog's, which is {@link Company#DEFAULT}'s, so that REST can cancel it. */
    static final Company NEIGHBOUR = new Company("neighbour");

    /** More than ever run at a time. */
    private static final int FREE_SLOTS = 256;

    private final Clock clock;

    BacklogTasks(Clock clock) {
        this.clock = clock;
    }

    /** The agent with the backlog. */
    static AgentDefinition busy(int port, int capacity) {
        return agent(BUSY, Set.of(KEPT, DROPPED), port, capacity);
    }

    /** The agent with free slots, under a name that puts its lane into the partition of the busy one: the worst place. */
    static AgentDefinition probe(int port, int partitions) {
        var name = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> new AgentName("bench-probe-" + i))
                .filter(candidate -> candidate.partition(partitions) == BUSY.partition(partitions))
                .findFirst()
                .orElseThrow();
        return agent(name, Set.of(PROBE), port, FREE_SLOTS);
    }

    private static AgentDefinition agent(AgentName name, Set<TaskType> types, int port, int capacity) {
        return new AgentDefinition(
                name,
                "benchmark",
                AgentKind.HTTP,
                types,
                capacity,
                Duration.ofHours(1),
                URI.create("http://127.0.0.1:%d/run".formatted(port)),
                List.of(),
                List.of(),
                true,
                null,
                null,
                true,
                null);
    }

    /** Half of the backlog is kept, every other task, so that what is cancelled leaves gaps everywhere. */
    Task low(long number) {
        return task(Company.DEFAULT, number % 2 == 0 ? KEPT : DROPPED, Priority.LOW, number);
    }

    Task urgent() {
        return task(Company.DEFAULT, KEPT, Priority.CRITICAL, -1);
    }

    Task probe(Priority priority, long number) {
        return task(NEIGHBOUR, PROBE, priority, number);
    }

    private Task task(Company company, TaskType type, Priority priority, long number) {
        var now = clock.instant();
        return new Task(
                TaskId.random(now, ThreadLocalRandom.current()),
                company,
                type,
                priority,
                NoopTasks.payload(number),
                null,
                null,
                null,
                null,
                null,
                now,
                null,
                null);
    }
}
