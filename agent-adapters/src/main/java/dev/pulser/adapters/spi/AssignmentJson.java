// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pulser.contract.routing.Assignment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON form of an assignment, as agents of kind {@code http} and {@code kafka} receive it. */
public final class AssignmentJson {

    private static final JsonFactory JSON = new JsonFactory();

    private AssignmentJson() {}

    /** Returns the assignment for protocols that carry idempotency key and epoch outside the body. */
    public static byte[] of(Assignment assignment) {
        return write(assignment, json -> {});
    }

    /** Returns the assignment including {@code idempotency_key} and {@code epoch}. */
    public static byte[] withKeyAndEpoch(Assignment assignment) {
        return write(assignment, json -> {
            json.writeStringField("idempotency_key", assignment.idempotencyKey(0));
            json.writeNumberField("epoch", assignment.epoch());
        });
    }

    private interface ExtraFields {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] write(Assignment assignment, ExtraFields extraFields) {
        var task = assignment.task();
        var bytes = new ByteArrayOutputStream(task.payload().length() + 512);
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("task_id", task.id().value());
            json.writeStringField("task_type", task.type().name());
            json.writeStringField("priority", task.priority().wireName());
            json.writeStringField("agent", assignment.agent().value());
            json.writeNumberField("attempt", assignment.attemptNumber());
            json.writeFieldName("payload");
            json.writeRawValue(task.payload()); // unchanged
            if (task.requester() != null) {
                json.writeStringField("requester", task.requester());
            }
            json.writeStringField("deadline", assignment.deadline().toString());
            extraFields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to a byte array cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
