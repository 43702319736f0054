// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import com.fasterxml.jackson.core.JsonFactory;
import dev.pulser.contract.routing.Assignment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** An assignment as an HTTP request. */
final class HttpRequests {

    private static final JsonFactory JSON = new JsonFactory();

    private HttpRequests() {}

    static HttpRequest of(URI endpoint, Assignment assignment) {
        var request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/plain;q=0.9")
                .header("Idempotency-Key", assignment.idempotencyKey(0))
                .header("X-Pulser-Attempt", Integer.toString(assignment.attempt()))
                .header("X-Pulser-Epoch", Integer.toString(assignment.epoch()))
                .POST(BodyPublishers.ofByteArray(body(assignment)));
        var traceparent = assignment.task().traceparent();
        if (traceparent != null) {
            request.header("traceparent", traceparent);
        }
        return request.build();
    }

    private static byte[] body(Assignment assignment) {
        var task = assignment.task();
        var bytes = new ByteArrayOutputStream(task.payload().length() + 512);
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("task_id", task.id().value());
            json.writeStringField("task_type", task.type().name());
            json.writeStringField("priority", task.priority().wireName());
            json.writeStringField("agent", assignment.agent().value());
            json.writeNumberField("attempt", assignment.attempt());
            json.writeFieldName("payload");
            json.writeRawValue(task.payload()); // to the letter
            if (task.requester() != null) {
                json.writeStringField("requester", task.requester());
            }
            json.writeStringField("deadline", assignment.deadline().toString());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }
}
