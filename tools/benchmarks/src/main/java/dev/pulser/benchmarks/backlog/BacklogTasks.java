// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.backlog;

import dev.pulser.benchmarks.load.NoopTasks;
import dev.pulser.contract.agent.AgentConnection;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentExecution;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentLimits;
import dev.pulser.contract.agent.AgentProfile;
import dev.pulser.contract.agent.AgentRouting;
import dev.pulser.contract.cost.AgentCosts;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskSpec;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Tasks and agents of the backlog benchmark, with payloads of 1 KB. Thread-safe. */
final class BacklogTasks {

    static final AgentName BUSY = new AgentName("bench-busy");

    /** Type of the half of the backlog that is completed. */
    static final TaskType KEPT = new TaskType("bench_kept");

    /** Type of the half of the backlog that is canceled. */
    static final TaskType DROPPED = new TaskType("bench_dropped");

    static final TaskType PROBE = new TaskType("bench_probe");

    /** Company of the probes. The backlog belongs to {@link Company#DEFAULT}, so that REST can cancel it. */
    static final Company NEIGHBOR = new Company("neighbor");

    /** Capacity that is never reached. */
    private static final int FREE_SLOTS = 256;

    private final Clock clock;

    BacklogTasks(Clock clock) {
        this.clock = clock;
    }

    /** Returns the agent with the backlog. */
    static AgentDefinition busy(int port, int capacity) {
        return agent(BUSY, Set.of(KEPT, DROPPED), port, capacity);
    }

    /** Returns the agent of the probes, with a name that puts its lane in the partition of the backlog, the worst case. */
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
                new AgentProfile("benchmark", null, null, null),
                new AgentRouting(types, null, List.of(), true),
                new AgentConnection(
                        AgentKind.HTTP,
                        URI.create("http://127.0.0.1:%d/run".formatted(port)),
                        null,
                        null,
                        List.of(),
                        null),
                new AgentExecution(capacity, Duration.ofHours(1), AgentLimits.NONE, true),
                AgentCosts.FREE);
    }

    /** Returns a task of the backlog; types alternate, so that cancellation leaves gaps everywhere. */
    Task low(long number) {
        return task(Company.DEFAULT, number % 2 == 0 ? KEPT : DROPPED, Priority.LOW, number);
    }

    Task urgent() {
        return task(Company.DEFAULT, KEPT, Priority.CRITICAL, -1);
    }

    Task probe(Priority priority, long number) {
        return task(NEIGHBOR, PROBE, priority, number);
    }

    private Task task(Company company, TaskType type, Priority priority, long number) {
        var now = clock.instant();
        return new Task(
                TaskId.random(now, ThreadLocalRandom.current()),
                company,
                priority,
                TaskSpec.of(type, NoopTasks.payload(number)),
                now,
                null,
                null);
    }
}
