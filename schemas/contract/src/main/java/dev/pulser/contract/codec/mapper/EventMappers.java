// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.mapper;

import static dev.pulser.contract.codec.mapper.AvroMapper.mapped;

import dev.pulser.contract.attempt.AttemptResult;
import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.event.TaskEventDetails;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.wire.SourceRecord;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;

/** Mappings of task events and dead letters. */
public final class EventMappers {

    private EventMappers() {}

    /** Mapping of task events. */
    public static final class OfTaskEvent implements AvroMapper<TaskEvent, dev.pulser.wire.TaskEvent> {

        @Override
        public dev.pulser.wire.TaskEvent toWire(TaskEvent value) {
            return dev.pulser.wire.TaskEvent.newBuilder()
                    .setTaskId(value.id().value())
                    .setCompany(value.company().name())
                    .setSeq(value.seq())
                    .setAt(value.at())
                    .setState(dev.pulser.wire.TaskState.valueOf(value.state().name()))
                    .setAttempt(mapped(value.attempt(), AttemptMappers::toWire))
                    .setCode(value.code())
                    .setReason(value.reason())
                    .setTask(mapped(value.task(), TaskMapper.INSTANCE::toWire))
                    .setQueueIndex(value.queueIndex())
                    .setRetryAt(value.retryAt())
                    .setStartedAt(value.startedAt())
                    .setOutput(value.output())
                    .setCalls(AttemptMappers.callsToWire(value.calls()))
                    .setUsage(AttemptMappers.toWire(value.usage()))
                    .build();
        }

        @Override
        public TaskEvent fromWire(dev.pulser.wire.TaskEvent wire) {
            var details = new TaskEventDetails(
                    wire.getCode(),
                    wire.getReason(),
                    mapped(wire.getTask(), TaskMapper.INSTANCE::fromWire),
                    wire.getQueueIndex(),
                    wire.getRetryAt(),
                    new AttemptResult(
                            wire.getStartedAt(), wire.getOutput(), AttemptMappers.callsFromWire(wire.getCalls())));
            return new TaskEvent(
                    new TaskId(wire.getTaskId()),
                    new Company(wire.getCompany()),
                    wire.getSeq(),
                    wire.getAt(),
                    state(wire.getState()),
                    mapped(wire.getAttempt(), AttemptMappers::fromWire),
                    details,
                    AttemptMappers.fromWire(wire.getUsage()));
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
                    throw new IllegalArgumentException(
                            "event has a state that this version does not know; upgrade this service");
            };
        }
    }

    /** Mapping of dead letters. */
    public static final class OfDeadLetter implements AvroMapper<DeadLetter, dev.pulser.wire.DeadLetter> {

        @Override
        public dev.pulser.wire.DeadLetter toWire(DeadLetter value) {
            return new dev.pulser.wire.DeadLetter(
                    mapped(value.id(), TaskId::value),
                    value.company().name(),
                    value.at(),
                    value.error().code(),
                    value.error().reason(),
                    mapped(value.agent(), AgentName::value),
                    AttemptMappers.attemptsToWire(value.attempts()),
                    mapped(value.task(), TaskMapper.INSTANCE::toWire),
                    mapped(value.source(), OfDeadLetter::source));
        }

        private static SourceRecord source(DeadLetter.Source source) {
            return new SourceRecord(
                    source.topic(),
                    source.partition(),
                    source.offset(),
                    mapped(source.key(), bytes -> ByteBuffer.wrap(bytes.get())),
                    mapped(source.value(), bytes -> ByteBuffer.wrap(bytes.get())));
        }

        @Override
        public DeadLetter fromWire(dev.pulser.wire.DeadLetter wire) {
            return new DeadLetter(
                    mapped(wire.getTaskId(), TaskId::new),
                    new Company(wire.getCompany()),
                    wire.getAt(),
                    new TaskError(wire.getCode(), wire.getReason()),
                    mapped(wire.getAgent(), AgentName::new),
                    AttemptMappers.attemptsFromWire(wire.getAttempts()),
                    mapped(wire.getTask(), TaskMapper.INSTANCE::fromWire),
                    mapped(wire.getSource(), OfDeadLetter::source));
        }

        private static DeadLetter.Source source(SourceRecord wire) {
            return new DeadLetter.Source(
                    wire.getTopic(),
                    wire.getPartition(),
                    wire.getOffset(),
                    mapped(wire.getKey(), buffer -> Bytes.wrap(Utils.toArray(buffer))),
                    mapped(wire.getValue(), buffer -> Bytes.wrap(Utils.toArray(buffer))));
        }
    }
}
