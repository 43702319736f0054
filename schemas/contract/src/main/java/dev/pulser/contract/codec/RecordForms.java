// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import static dev.pulser.contract.codec.TaskForm.mapped;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.DeadLetter;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.task.Usage;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The records that outlive a task: events and dead letters. */
final class RecordForms {

    private RecordForms() {}

    static final class OfTaskEvent implements Form<TaskEvent, dev.pulser.wire.TaskEvent> {

        @Override
        public dev.pulser.wire.TaskEvent toWire(TaskEvent value) {
            return new dev.pulser.wire.TaskEvent(
                    value.id().value(),
                    value.company().name(),
                    value.seq(),
                    value.at(),
                    dev.pulser.wire.TaskState.valueOf(value.state().name()),
                    mapped(value.agent(), AgentName::value),
                    value.attempt(),
                    value.epoch(),
                    value.code(),
                    value.reason(),
                    mapped(value.task(), TaskForm.INSTANCE::toWire),
                    value.startedAt(),
                    value.result(),
                    value.calls().stream().map(RoutingForms::toWire).toList(),
                    value.lineIndex(),
                    value.usage().inputTokens(),
                    value.usage().outputTokens(),
                    value.usage().costMicros());
        }

        @Override
        public TaskEvent fromWire(dev.pulser.wire.TaskEvent wire) {
            return new TaskEvent(
                    new TaskId(wire.getTaskId()),
                    new Company(wire.getCompany()),
                    wire.getSeq(),
                    wire.getAt(),
                    state(wire.getState()),
                    mapped(wire.getAgent(), AgentName::new),
                    wire.getAttempt(),
                    wire.getEpoch(),
                    wire.getCode(),
                    wire.getReason(),
                    mapped(wire.getTask(), TaskForm.INSTANCE::fromWire),
                    wire.getStartedAt(),
                    wire.getResult(),
                    wire.getCalls().stream().map(RoutingForms::fromWire).toList(),
                    wire.getLineIndex(),
                    new Usage(wire.getInputTokens(), wire.getOutputTokens(), wire.getCostMicros()));
        }

        private static TaskState state(dev.pulser.wire.TaskState wire) {
            return switch (wire) {
                case ACCEPTED -> TaskState.ACCEPTED;
                case QUEUED -> TaskState.QUEUED;
                case RUNNING -> TaskState.RUNNING;
                case RETRYING -> TaskState.RETRYING;
                case COMPLETED -> TaskState.COMPLETED;
                case FAILED -> TaskState.FAILED;
                case CANCELLED -> TaskState.CANCELLED;
                case EXPIRED -> TaskState.EXPIRED;
                case UNKNOWN ->
                    throw new IllegalArgumentException("the task's state is of a newer version; upgrade this service");
            };
        }
    }

    static final class OfDeadLetter implements Form<DeadLetter, dev.pulser.wire.DeadLetter> {

        @Override
        public dev.pulser.wire.DeadLetter toWire(DeadLetter value) {
            var source = value.source();
            var original = value.original();
            return new dev.pulser.wire.DeadLetter(
                    mapped(value.id(), TaskId::value),
                    value.company().name(),
                    value.at(),
                    value.code(),
                    value.reason(),
                    mapped(value.agent(), AgentName::value),
                    value.attempts().stream().map(RoutingForms::toWire).toList(),
                    mapped(value.task(), TaskForm.INSTANCE::toWire),
                    mapped(source, DeadLetter.Source::topic),
                    mapped(source, DeadLetter.Source::partition),
                    mapped(source, DeadLetter.Source::offset),
                    original == null ? null : mapped(original.key(), RecordForms::toWire),
                    original == null ? null : mapped(original.value(), RecordForms::toWire));
        }

        @Override
        public DeadLetter fromWire(dev.pulser.wire.DeadLetter wire) {
            return new DeadLetter(
                    mapped(wire.getTaskId(), TaskId::new),
                    new Company(wire.getCompany()),
                    wire.getAt(),
                    wire.getCode(),
                    wire.getReason(),
                    mapped(wire.getAgent(), AgentName::new),
                    wire.getAttempts().stream().map(RoutingForms::fromWire).toList(),
                    mapped(wire.getTask(), TaskForm.INSTANCE::fromWire),
                    source(wire),
                    original(wire));
        }

        private static DeadLetter.@Nullable Source source(dev.pulser.wire.DeadLetter wire) {
            var topic = wire.getSourceTopic();
            var partition = wire.getSourcePartition();
            var offset = wire.getSourceOffset();
            return topic == null || partition == null || offset == null
                    ? null
                    : new DeadLetter.Source(topic, partition, offset);
        }

        private static DeadLetter.@Nullable Original original(dev.pulser.wire.DeadLetter wire) {
            var key = wire.getOriginalKey();
            var value = wire.getOriginalValue();
            return key == null && value == null
                    ? null
                    : new DeadLetter.Original(mapped(key, RecordForms::fromWire), mapped(value, RecordForms::fromWire));
        }
    }

    private static ByteBuffer toWire(Bytes bytes) {
        return ByteBuffer.wrap(bytes.get());
    }

    private static Bytes fromWire(ByteBuffer wire) {
        return Bytes.wrap(Utils.toArray(wire));
    }
}
