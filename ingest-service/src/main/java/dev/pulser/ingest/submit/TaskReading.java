// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.codec.Intake;
import dev.pulser.contract.codec.JsonIntakeCodec;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Fault;
import dev.pulser.contract.task.FaultCode;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskDraft;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a task of a submission, or says everything that is wrong with it. Pure; safe from any thread. */
final class TaskReading {

    private final JsonIntakeCodec codec = new JsonIntakeCodec();

    /** What was read. */
    sealed interface Reading {

        /** Nothing is wrong with it, as far as one can tell without knowing the agents. */
        record Undecided() implements Reading {}

        record Complete(Task task, AgentName home) implements Reading {}

        record Faulty(List<Fault> faults) implements Reading {}
    }

    /**
     * @param agents empty while nobody knows them
     * @param newId  for a task without an idempotency key
     */
    Reading read(Submission submission, Optional<AgentTable> agents, TaskId newId, Instant now) {
        var faults = new ArrayList<Fault>();
        keyFault(submission.headerKey()).ifPresent(faults::add);
        return switch (codec.read(submission.body().get())) {
            case Intake.Refused refused -> {
                faults.addAll(refused.faults());
                yield new Reading.Faulty(faults);
            }
            case Intake.Drafted(var draft) -> complete(submission, draft, faults, agents, newId, now);
        };
    }

    private static Reading complete(
            Submission submission,
            TaskDraft draft,
            List<Fault> faults,
            Optional<AgentTable> agents,
            TaskId newId,
            Instant now) {
        keysDiffer(submission.headerKey(), draft.idempotencyKey()).ifPresent(faults::add);
        TaskRules.deadlineAhead(draft.deadline(), now).ifPresent(faults::add);
        var home = agents.flatMap(table -> table.homeOf(draft.type(), draft.agent()));
        if (home.isEmpty() && agents.isPresent()) {
            faults.add(agentUnknown(draft, agents.get()));
        }
        agents.flatMap(table -> home.flatMap(table::find)).ifPresent(agent -> faults.addAll(unfit(draft, agent)));
        if (!faults.isEmpty()) {
            return new Reading.Faulty(faults);
        }
        if (home.isEmpty()) {
            return new Reading.Undecided();
        }
        var key = submission.headerKey() != null ? submission.headerKey() : draft.idempotencyKey();
        var task = draft.withIdempotencyKey(key)
                .withTraceparent(submission.traceparent())
                .complete(newId, Company.DEFAULT, Priority.MEDIUM, now);
        return new Reading.Complete(task, home.get());
    }

    private static Optional<Fault> keyFault(@Nullable String key) {
        return key == null || TaskRules.isKey(key)
                ? Optional.empty()
                : Optional.of(new Fault(
                        FaultCode.IDEMPOTENCY_KEY_INVALID,
                        "",
                        "the header Idempotency-Key: " + TaskRules.idempotencyKeyRule()));
    }

    private static Optional<Fault> keysDiffer(@Nullable String inHeader, @Nullable String inBody) {
        return inHeader == null || inBody == null || inHeader.equals(inBody)
                ? Optional.empty()
                : Optional.of(new Fault(
                        FaultCode.IDEMPOTENCY_KEY_INVALID,
                        "/idempotency_key",
                        "idempotency_key and the header Idempotency-Key differ; send one of them"));
    }

    /** What routing-streams would refuse once it has the task. */
    private static List<Fault> unfit(TaskDraft draft, AgentDefinition agent) {
        if (!agent.enabled()) {
            return List.of(agentUnavailable(draft, agent));
        }
        var schema = agent.inputSchema();
        return schema == null ? List.of() : schema.faults(draft.payload());
    }

    private static Fault agentUnavailable(TaskDraft draft, AgentDefinition agent) {
        return draft.agent() != null
                ? new Fault(
                        FaultCode.AGENT_UNAVAILABLE,
                        "/agent",
                        "agent %s takes no new tasks at the moment; leave the agent out, or send the task later"
                                .formatted(agent.name()))
                : new Fault(
                        FaultCode.AGENT_UNAVAILABLE,
                        "/task_type",
                        "agent %s, which does %s, takes no new tasks at the moment, nor does a backup; send the task later"
                                .formatted(agent.name(), draft.type()));
    }

    private static Fault agentUnknown(TaskDraft draft, AgentTable agents) {
        if (draft.agent() != null) {
            var names =
                    agents.agents().stream().map(agent -> agent.name().value()).toList();
            return new Fault(
                    FaultCode.AGENT_UNKNOWN,
                    "/agent",
                    "there is no agent %s; there are %s".formatted(draft.agent(), String.join(", ", names)));
        }
        return new Fault(
                FaultCode.AGENT_UNKNOWN,
                "/task_type",
                "no agent does %s; task types are %s".formatted(draft.type(), String.join(", ", agents.taskTypes())));
    }
}
