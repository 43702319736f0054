// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.mapper;

import static dev.pulser.contract.codec.mapper.AvroMapper.mapped;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskSpec;
import dev.pulser.contract.task.TimeLimits;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Mapping of a complete task, as all records after the intake carry it. */
public final class TaskMapper implements AvroMapper<Task, dev.pulser.wire.Task> {

    public static final TaskMapper INSTANCE = new TaskMapper();

    private TaskMapper() {}

    @Override
    public dev.pulser.wire.Task toWire(Task task) {
        return dev.pulser.wire.Task.newBuilder()
                .setTaskId(task.id().value())
                .setCompany(task.company().name())
                .setTaskType(task.type().name())
                .setPriority(toWire(task.priority()))
                .setPayload(task.payload())
                .setRequester(task.requester())
                .setAgent(mapped(task.agent(), AgentName::value))
                .setIdempotencyKey(task.idempotencyKey())
                .setDeadline(task.deadline())
                .setTimeoutMs(mapped(task.timeout(), Duration::toMillis))
                .setSubmittedAt(task.submittedAt())
                .setReplayOf(mapped(task.replayOf(), TaskId::value))
                .setTraceparent(task.traceparent())
                .setLabels(task.labels())
                .build();
    }

    static dev.pulser.wire.Priority toWire(Priority priority) {
        return dev.pulser.wire.Priority.valueOf(priority.name());
    }

    @Override
    public Task fromWire(dev.pulser.wire.Task wire) {
        var limits = new TimeLimits(wire.getDeadline(), mapped(wire.getTimeoutMs(), Duration::ofMillis));
        var spec = new TaskSpec(
                new TaskType(wire.getTaskType()),
                wire.getPayload(),
                mapped(wire.getAgent(), AgentName::new),
                wire.getRequester(),
                wire.getLabels(),
                wire.getIdempotencyKey(),
                limits);
        return new Task(
                new TaskId(required("task_id", wire.getTaskId())),
                new Company(required("company", wire.getCompany())),
                priority(wire.getPriority()).orElse(Priority.MEDIUM),
                spec,
                required("submitted_at", wire.getSubmittedAt()),
                mapped(wire.getReplayOf(), TaskId::new),
                wire.getTraceparent());
    }

    /** Returns the priority, empty for UNKNOWN: the producer is newer than this version, or leaves it to the topic. */
    public static Optional<Priority> priority(dev.pulser.wire.Priority wire) {
        return switch (wire) {
            case CRITICAL -> Optional.of(Priority.CRITICAL);
            case HIGH -> Optional.of(Priority.HIGH);
            case MEDIUM -> Optional.of(Priority.MEDIUM);
            case LOW -> Optional.of(Priority.LOW);
            case UNKNOWN -> Optional.empty();
        };
    }

    private static <A> A required(String field, @Nullable A value) {
        return Objects.requireNonNullElseGet(value, () -> {
            throw new IllegalArgumentException("task has no " + field);
        });
    }
}
