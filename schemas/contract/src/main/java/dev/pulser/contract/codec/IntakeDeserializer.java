// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.Fault;
import dev.pulser.contract.task.FaultCode;
import dev.pulser.contract.task.TaskDraft;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskRules;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The door: JSON or Avro, told apart by the first byte. Whatever the bytes are, the answer is an {@link Intake}.
 *
 * <p>Errors: only {@link SchemasUnavailable}, which is nobody's fault in the record.
 */
final class IntakeDeserializer implements Deserializer<Intake> {

    private final AvroSerde<?, dev.pulser.wire.Task> avro;
    private final JsonIntakeCodec json = new JsonIntakeCodec();

    IntakeDeserializer(AvroSerde<?, dev.pulser.wire.Task> avro) {
        this.avro = avro;
    }

    @Override
    public @Nullable Intake deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        return bytes.length > 0 && bytes[0] == AvroSerde.MAGIC ? fromAvro(bytes) : json.read(bytes);
    }

    private Intake fromAvro(byte[] bytes) {
        try {
            return checked(avro.wire(bytes), bytes);
        } catch (SerializationException e) {
            var detail = Objects.requireNonNullElse(e.getMessage(), "unreadable");
            return new Intake.Refused(
                    List.of(new Fault(FaultCode.DESERIALIZATION, "", detail)), null, Bytes.wrap(bytes));
        }
    }

    private static Intake checked(dev.pulser.wire.Task wire, byte[] bytes) {
        var rules = new TaskRules();
        var id = taskId(rules, "/task_id", wire.getTaskId());
        var company = company(rules, wire.getCompany());
        var type = rules.taskType(wire.getTaskType());
        var payload = JsonIntakeCodec.payloadText(rules, wire.getPayload());
        if (payload != null) {
            rules.payload(payload);
        }
        var draft = type == null || payload == null
                ? null
                : new TaskDraft(
                        id,
                        company,
                        type,
                        TaskForm.priority(wire.getPriority()).orElse(null),
                        payload,
                        rules.requester(wire.getRequester()),
                        rules.agent(wire.getAgent()),
                        rules.idempotencyKey(wire.getIdempotencyKey()),
                        wire.getDeadline(),
                        rules.timeoutMillis(wire.getTimeoutMs()),
                        wire.getSubmittedAt(),
                        taskId(rules, "/replay_of", wire.getReplayOf()),
                        wire.getTraceparent());
        return draft != null && rules.faults().isEmpty()
                ? new Intake.Drafted(draft)
                : new Intake.Refused(rules.faults(), id, Bytes.wrap(bytes));
    }

    private static @Nullable TaskId taskId(TaskRules rules, String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        if (!TaskId.isValid(value)) {
            rules.fault(
                    FaultCode.FIELD_INVALID,
                    field,
                    "%s is %s, it must be tsk_ and 32 lower-case hex digits"
                            .formatted(field.substring(1), TaskRules.shown(value)));
            return null;
        }
        return new TaskId(value);
    }

    private static @Nullable Company company(TaskRules rules, @Nullable String name) {
        if (name == null) {
            return null;
        }
        if (!Company.isValid(name)) {
            rules.fault(
                    FaultCode.FIELD_INVALID,
                    "/company",
                    "company is %s, it must be 1 to 64 of a-z, 0-9, _ and -".formatted(TaskRules.shown(name)));
            return null;
        }
        return new Company(name);
    }

    /** Streams wants a pair; nobody writes to the door in this form. */
    static final class NeverWritten implements Serializer<Intake> {

        @Override
        public byte[] serialize(String topic, Intake data) {
            throw new IllegalStateException("an intake is read, never written; write a task");
        }
    }
}
