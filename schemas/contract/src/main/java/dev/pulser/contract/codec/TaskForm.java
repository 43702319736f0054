// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A complete task, as every record after the door carries it. */
final class TaskForm implements Form<Task, dev.pulser.wire.Task> {

    static final TaskForm INSTANCE = new TaskForm();

    private TaskForm() {}

    @Override
    public dev.pulser.wire.Task toWire(Task task) {
        return new dev.pulser.wire.Task(
                task.id().value(),
                task.company().name(),
                task.type().name(),
                dev.pulser.wire.Priority.valueOf(task.priority().name()),
                task.payload(),
                task.requester(),
                mapped(task.agent(), AgentName::value),
                task.idempotencyKey(),
                task.deadline(),
                mapped(task.timeout(), Duration::toMillis),
                task.submittedAt(),
                mapped(task.replayOf(), TaskId::value),
                task.traceparent());
    }

    @Override
    public Task fromWire(dev.pulser.wire.Task wire) {
        return new Task(
                new TaskId(required("task_id", wire.getTaskId())),
                new Company(required("company", wire.getCompany())),
                new TaskType(wire.getTaskType()),
                priority(wire.getPriority()).orElse(Priority.MEDIUM),
                wire.getPayload(),
                wire.getRequester(),
                mapped(wire.getAgent(), AgentName::new),
                wire.getIdempotencyKey(),
                wire.getDeadline(),
                mapped(wire.getTimeoutMs(), Duration::ofMillis),
                required("submitted_at", wire.getSubmittedAt()),
                mapped(wire.getReplayOf(), TaskId::new),
                wire.getTraceparent());
    }

    /** Empty for UNKNOWN: a producer that is newer than this, or that leaves it to the topic. */
    static Optional<Priority> priority(dev.pulser.wire.Priority wire) {
        return switch (wire) {
            case CRITICAL -> Optional.of(Priority.CRITICAL);
            case HIGH -> Optional.of(Priority.HIGH);
            case MEDIUM -> Optional.of(Priority.MEDIUM);
            case LOW -> Optional.of(Priority.LOW);
            case UNKNOWN -> Optional.empty();
        };
    }

    static <A, B> @Nullable B mapped(@Nullable A value, Function<A, B> mapping) {
        return value == null ? null : mapping.apply(value);
    }

    static <A> A required(String field, @Nullable A value) {
        return Objects.requireNonNullElseGet(value, () -> {
            throw new IllegalArgumentException(field + " is missing");
        });
    }
}
