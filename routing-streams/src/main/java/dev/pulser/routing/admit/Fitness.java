// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.admit;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.task.Fault;
import dev.pulser.contract.task.FaultCode;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a task must be to enter the lane of its agent: pure. REST asks the same before a task becomes a record. */
final class Fitness {

    private Fitness() {}

    /**
     * Empty where nothing is wrong.
     *
     * @param written when the task became a record
     */
    static Optional<Reading.Unfit> unfit(Task task, AgentDefinition agent, Instant written) {
        var late = TaskRules.deadlineAhead(task.deadline(), written);
        if (late.isPresent()) {
            return Optional.of(
                    new Reading.Unfit(task, TaskReader.VALIDATION, late.get().detail()));
        }
        if (!agent.enabled()) {
            return Optional.of(new Reading.Unfit(task, FaultCode.AGENT_UNAVAILABLE.slug(), unavailable(task, agent)));
        }
        var schema = agent.inputSchema();
        var faults = schema == null ? List.<Fault>of() : schema.faults(task.payload());
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reading.Unfit(task, TaskReader.VALIDATION, broken(agent, faults)));
    }

    private static String unavailable(Task task, AgentDefinition agent) {
        return task.agent() == null
                ? "agent %s takes no new tasks, and none of its backups does; enable one, then replay"
                        .formatted(agent.name())
                : "agent %s takes no new tasks; enable it, or leave the agent out".formatted(agent.name());
    }

    private static String broken(AgentDefinition agent, List<Fault> faults) {
        return faults.stream()
                .map(fault -> fault.field() + ' ' + fault.detail())
                .collect(Collectors.joining(
                        "; ", "the payload breaks the input schema of %s: ".formatted(agent.name()), ""));
    }
}
