// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.intake;

import dev.pulser.contract.codec.mapper.TaskMapper;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskDraft;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskSpec;
import dev.pulser.contract.task.TimeLimits;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.validation.TaskRules;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Deserializer of the task topics: JSON or Avro, distinguished by the first byte. All bytes give an {@link IntakeResult}.
 *
 * <p>Errors: only {@link dev.pulser.contract.codec.registry.SchemaRegistryUnavailableException}.
 */
public final class IntakeDeserializer implements Deserializer<IntakeResult> {

    private static final byte AVRO_MAGIC = 0;

    private final Function<byte[], dev.pulser.wire.Task> avro;
    private final JsonIntakeCodec json = new JsonIntakeCodec();

    /** @param avro reader of a task in the Confluent wire format; throws {@link SerializationException} for other bytes */
    public IntakeDeserializer(Function<byte[], dev.pulser.wire.Task> avro) {
        this.avro = avro;
    }

    @Override
    public @Nullable IntakeResult deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        return bytes.length > 0 && bytes[0] == AVRO_MAGIC ? fromAvro(bytes) : json.read(bytes);
    }

    private IntakeResult fromAvro(byte[] bytes) {
        try {
            return validate(avro.apply(bytes), bytes);
        } catch (SerializationException e) {
            var detail = Objects.requireNonNullElse(e.getMessage(), "The record cannot be read.");
            return new IntakeResult.Invalid(
                    List.of(new ValidationError(ValidationErrorCode.DESERIALIZATION, "", detail)),
                    null,
                    Bytes.wrap(bytes));
        }
    }

    private static IntakeResult validate(dev.pulser.wire.Task wire, byte[] bytes) {
        var rules = new TaskRules();
        var id = taskId(rules, "/task_id", wire.getTaskId());
        var company = company(rules, wire.getCompany());
        var type = rules.taskType(wire.getTaskType());
        var payload = JsonIntakeCodec.payloadText(rules, wire.getPayload());
        if (payload != null) {
            rules.payload(payload);
        }
        var priority = TaskMapper.priority(wire.getPriority()).orElse(null);
        var requester = rules.requester(wire.getRequester());
        var agent = rules.agent(wire.getAgent());
        var key = rules.idempotencyKey(wire.getIdempotencyKey());
        var limits = new TimeLimits(wire.getDeadline(), rules.timeoutMillis(wire.getTimeoutMs()));
        var replayOf = taskId(rules, "/replay_of", wire.getReplayOf());
        var labels = rules.labels(wire.getLabels());
        if (type == null || payload == null || !rules.errors().isEmpty()) {
            return new IntakeResult.Invalid(rules.errors(), id, Bytes.wrap(bytes));
        }
        var spec = new TaskSpec(type, payload, agent, requester, labels, key, limits);
        return new IntakeResult.Valid(
                new TaskDraft(id, company, priority, spec, wire.getSubmittedAt(), replayOf, wire.getTraceparent()));
    }

    private static @Nullable TaskId taskId(TaskRules rules, String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        if (!TaskId.isValid(value)) {
            rules.add(
                    ValidationErrorCode.FIELD_INVALID,
                    field,
                    "%s must be tsk_ followed by 32 lower-case hex digits. It is %s."
                            .formatted(field.substring(1), Excerpt.escaped(value)));
            return null;
        }
        return new TaskId(value);
    }

    private static @Nullable Company company(TaskRules rules, @Nullable String name) {
        if (name == null) {
            return null;
        }
        if (!Company.isValid(name)) {
            rules.add(
                    ValidationErrorCode.FIELD_INVALID,
                    "/company",
                    "company must have 1 to 64 characters of a-z, 0-9, _ and -. It is %s."
                            .formatted(Excerpt.escaped(name)));
            return null;
        }
        return new Company(name);
    }

    /** Serializer for the pair that a {@code Serde} needs; tasks are written with the serde of tasks. */
    public static final class Unsupported implements Serializer<IntakeResult> {

        @Override
        public byte[] serialize(String topic, IntakeResult data) {
            throw new IllegalStateException("an intake result cannot be written; write a task");
        }
    }
}
