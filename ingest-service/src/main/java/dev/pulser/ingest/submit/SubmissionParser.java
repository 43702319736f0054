// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.codec.intake.IntakeResult;
import dev.pulser.contract.codec.intake.JsonIntakeCodec;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskDraft;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.validation.TaskRules;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parser of submissions: returns a task or all validation errors. Thread-safe. */
final class SubmissionParser {

    private final JsonIntakeCodec codec = new JsonIntakeCodec();

    /** Parsed submission. */
    sealed interface ParsedSubmission {

        /** Valid as far as can be determined without the agent definitions. */
        record AgentsUnknown() implements ParsedSubmission {}

        record Valid(Task task, AgentName home) implements ParsedSubmission {}

        record Invalid(List<ValidationError> errors) implements ParsedSubmission {}
    }

    /**
     * Parses a submission.
     *
     * @param agents agent definitions; empty while they are not loaded
     * @param newId id of a task without an idempotency key
     */
    ParsedSubmission parse(Submission submission, Optional<AgentTable> agents, TaskId newId, Instant now) {
        var errors = new ArrayList<ValidationError>();
        validateHeaderKey(submission.headerKey()).ifPresent(errors::add);
        return switch (codec.read(submission.body().get())) {
            case IntakeResult.Invalid refused -> {
                errors.addAll(refused.errors());
                yield new ParsedSubmission.Invalid(errors);
            }
            case IntakeResult.Valid(var draft) -> complete(submission, draft, errors, agents, newId, now);
        };
    }

    private static ParsedSubmission complete(
            Submission submission,
            TaskDraft draft,
            List<ValidationError> errors,
            Optional<AgentTable> agents,
            TaskId newId,
            Instant now) {
        compareKeys(submission.headerKey(), draft.idempotencyKey()).ifPresent(errors::add);
        TaskRules.deadlineAhead(draft.deadline(), now).ifPresent(errors::add);
        var home = agents.flatMap(table -> table.homeOf(draft.type(), draft.agent()));
        if (home.isEmpty() && agents.isPresent()) {
            errors.add(agentUnknown(draft, agents.get()));
        }
        agents.flatMap(table -> home.flatMap(table::find))
                .ifPresent(agent -> errors.addAll(validateForAgent(draft, agent)));
        if (!errors.isEmpty()) {
            return new ParsedSubmission.Invalid(errors);
        }
        if (home.isEmpty()) {
            return new ParsedSubmission.AgentsUnknown();
        }
        var key = submission.headerKey() != null ? submission.headerKey() : draft.idempotencyKey();
        var task = draft.withIdempotencyKey(key)
                .withTraceparent(submission.traceparent())
                .complete(newId, Company.DEFAULT, Priority.MEDIUM, now);
        return new ParsedSubmission.Valid(task, home.get());
    }

    private static Optional<ValidationError> validateHeaderKey(@Nullable String key) {
        return key == null || TaskRules.isKey(key)
                ? Optional.empty()
                : Optional.of(new ValidationError(
                        ValidationErrorCode.IDEMPOTENCY_KEY_INVALID,
                        "",
                        "Header Idempotency-Key: " + TaskRules.idempotencyKeyRule()));
    }

    private static Optional<ValidationError> compareKeys(@Nullable String inHeader, @Nullable String inBody) {
        return inHeader == null || inBody == null || inHeader.equals(inBody)
                ? Optional.empty()
                : Optional.of(new ValidationError(
                        ValidationErrorCode.IDEMPOTENCY_KEY_INVALID,
                        "/idempotency_key",
                        "idempotency_key and the header Idempotency-Key differ. Send only one of them."));
    }

    /** Returns the reasons why routing-streams would reject the task. */
    private static List<ValidationError> validateForAgent(TaskDraft draft, AgentDefinition agent) {
        if (!agent.enabled()) {
            return List.of(agentUnavailable(draft, agent));
        }
        var schema = agent.inputSchema();
        return schema == null ? List.of() : schema.errors(draft.spec().payload());
    }

    private static ValidationError agentUnavailable(TaskDraft draft, AgentDefinition agent) {
        return draft.agent() != null
                ? new ValidationError(
                        ValidationErrorCode.AGENT_UNAVAILABLE,
                        "/agent",
                        "Agent %s is disabled. Omit agent or enable the agent.".formatted(agent.name()))
                : new ValidationError(
                        ValidationErrorCode.AGENT_UNAVAILABLE,
                        "/task_type",
                        "Agent %s of task type %s is disabled and no backup is available. Try again later."
                                .formatted(agent.name(), draft.type()));
    }

    private static ValidationError agentUnknown(TaskDraft draft, AgentTable agents) {
        if (draft.agent() != null) {
            var names =
                    agents.agents().stream().map(agent -> agent.name().value()).toList();
            return new ValidationError(
                    ValidationErrorCode.AGENT_UNKNOWN,
                    "/agent",
                    "Agent %s does not exist. Agents: %s.".formatted(draft.agent(), String.join(", ", names)));
        }
        return new ValidationError(
                ValidationErrorCode.AGENT_UNKNOWN,
                "/task_type",
                "Task type %s is not assigned to any agent. Task types: %s."
                        .formatted(draft.type(), String.join(", ", agents.taskTypes())));
    }
}
