// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.admission;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.validation.TaskRules;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rules that a task must meet to enter the lane of its agent. REST checks the same rules before it writes a task. */
final class AdmissionRules {

    private AdmissionRules() {}

    /**
     * Returns the first violation; empty when the task is valid.
     *
     * @param written time of the task's record
     */
    static Optional<TaskError> violation(Task task, AgentDefinition agent, Instant written) {
        var late = TaskRules.deadlineAhead(task.deadline(), written);
        if (late.isPresent()) {
            return Optional.of(new TaskError(TaskReader.VALIDATION, late.get().detail()));
        }
        if (!agent.enabled()) {
            return Optional.of(new TaskError(ValidationErrorCode.AGENT_UNAVAILABLE.slug(), disabled(task, agent)));
        }
        var schema = agent.inputSchema();
        var errors = schema == null ? List.<ValidationError>of() : schema.errors(task.payload());
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(new TaskError(TaskReader.VALIDATION, schemaErrors(agent, errors)));
    }

    private static String disabled(Task task, AgentDefinition agent) {
        return task.agent() == null
                ? "Agent %s and all its backups are disabled. Enable one of them, then replay the task."
                        .formatted(agent.name())
                : "Agent %s is disabled. Enable it, or submit the task without an agent.".formatted(agent.name());
    }

    private static String schemaErrors(AgentDefinition agent, List<ValidationError> errors) {
        return errors.stream()
                .map(error -> error.field() + ' ' + error.detail())
                .collect(Collectors.joining(
                        "; ",
                        "The payload does not match the input schema of agent %s: ".formatted(agent.name()),
                        "."));
    }
}
