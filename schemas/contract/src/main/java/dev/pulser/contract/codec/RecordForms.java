// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import static dev.pulser.contract.codec.TaskForm.mapped;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.schema.PayloadSchema;
import dev.pulser.contract.task.DeadLetter;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The records that outlive a task: events, dead letters, definitions. */
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
                    value.lineIndex());
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
                    wire.getLineIndex());
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

    static final class OfAgentDefinition implements Form<AgentDefinition, dev.pulser.wire.AgentDefinition> {

        @Override
        public dev.pulser.wire.AgentDefinition toWire(AgentDefinition value) {
            return new dev.pulser.wire.AgentDefinition(
                    value.name().value(),
                    value.role(),
                    value.kind().wireName(),
                    value.taskTypes().stream().map(TaskType::name).sorted().toList(),
                    value.capacity(),
                    value.timeout().toMillis(),
                    mapped(value.endpoint(), URI::toString),
                    value.servers(),
                    value.backups().stream().map(AgentName::value).toList(),
                    value.idempotent(),
                    value.hoursPerWeek(),
                    mapped(
                            value.serviceLevel(),
                            level -> new dev.pulser.wire.ServiceLevel(
                                    level.completionPercent(), level.response().toMillis(), level.errorPercent())),
                    value.enabled(),
                    mapped(value.inputSchema(), PayloadSchema::text));
        }

        @Override
        public AgentDefinition fromWire(dev.pulser.wire.AgentDefinition wire) {
            return new AgentDefinition(
                    new AgentName(wire.getName()),
                    wire.getRole(),
                    AgentKind.parse(wire.getKind())
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "agent %s is of kind %s, which this version does not know"
                                            .formatted(wire.getName(), wire.getKind()))),
                    wire.getTaskTypes().stream().map(TaskType::new).collect(Collectors.toUnmodifiableSet()),
                    wire.getCapacity(),
                    Duration.ofMillis(wire.getTimeoutMs()),
                    mapped(wire.getEndpoint(), URI::create),
                    wire.getServers(),
                    wire.getBackups().stream().map(AgentName::new).toList(),
                    wire.getIdempotent(),
                    wire.getHoursPerWeek(),
                    mapped(
                            wire.getServiceLevel(),
                            level -> new ServiceLevel(
                                    level.getCompletionPercent(),
                                    Duration.ofMillis(level.getResponseMs()),
                                    level.getErrorPercent())),
                    wire.getEnabled(),
                    mapped(wire.getInputSchema(), PayloadSchema::parse));
        }
    }

    private static ByteBuffer toWire(Bytes bytes) {
        return ByteBuffer.wrap(bytes.get());
    }

    private static Bytes fromWire(ByteBuffer wire) {
        return Bytes.wrap(Utils.toArray(wire));
    }
}
