// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

import dev.pulser.contract.routing.Assignment;
import dev.pulser.service.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Supported version of A2A, with its method names and request format. */
public enum A2aVersion {
    V0_3("message/send", "message/stream", "tasks/get", "tasks/resubscribe", "tasks/cancel"),
    V1_0("SendMessage", "SendStreamingMessage", "GetTask", "SubscribeToTask", "CancelTask");

    private final String send;
    private final String stream;
    private final String get;
    private final String subscribe;
    private final String cancel;

    A2aVersion(String send, String stream, String get, String subscribe, String cancel) {
        this.send = send;
        this.stream = stream;
        this.get = get;
        this.subscribe = subscribe;
        this.cancel = cancel;
    }

    /** Returns the value of the header {@code A2A-Version}; null if the version has no such header. */
    public @Nullable String version() {
        return this == V0_3 ? null : "1.0";
    }

    /**
     * Returns the request that sends the task and expects an immediate response.
     *
     * @param push URL for push notifications; null for none
     */
    public Json send(Assignment assignment, @Nullable URI push) {
        return request(send, message(assignment, configuration(push)));
    }

    /** Returns the request that sends the task and streams its events. */
    public Json stream(Assignment assignment) {
        return request(stream, message(assignment, configuration(null)));
    }

    public Json get(String task) {
        return request(get, id(task));
    }

    /** Returns the request that streams the events of an existing task. */
    public Json subscribe(String task) {
        return request(subscribe, id(task));
    }

    public Json cancel(String task) {
        return request(cancel, id(task));
    }

    private static Json request(String method, String params) {
        return new Json("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":".formatted(method) + params + '}');
    }

    private static String id(String task) {
        return "{\"id\":" + Json.string(task).text() + '}';
    }

    private String configuration(@Nullable URI push) {
        var fields = new ArrayList<String>();
        fields.add("\"acceptedOutputModes\":[\"application/json\",\"text/plain\"]");
        fields.add(this == V0_3 ? "\"blocking\":false" : "\"returnImmediately\":true");
        if (push != null) {
            var name = this == V0_3 ? "pushNotificationConfig" : "taskPushNotificationConfig";
            fields.add("\"%s\":{\"url\":%s}"
                    .formatted(name, Json.string(push.toString()).text()));
        }
        return '{' + String.join(",", fields) + '}';
    }

    /** Builds the message. Its id is the idempotency key, by which an agent recognizes a repeated task. */
    private String message(Assignment assignment, String configuration) {
        var head = this == V0_3 ? "\"kind\":\"message\",\"role\":\"user\"" : "\"role\":\"ROLE_USER\"";
        var key = Json.string(assignment.idempotencyKey(0)).text();
        var parts = String.join(",", parts(assignment));
        var metadata = "{\"dev.pulser/task\":%s,\"dev.pulser/attempt\":%d,\"dev.pulser/deadline\":\"%s\"}"
                .formatted(
                        Json.string(assignment.task().id().value()).text(),
                        assignment.attemptNumber(),
                        assignment.deadline());
        return "{\"message\":{" + head + ",\"messageId\":" + key + ",\"parts\":[" + parts + "],\"metadata\":" + metadata
                + "},\"configuration\":" + configuration + '}';
    }

    /** Returns a text part with the payload's {@code text}, if any, and a data part with the payload. */
    private List<String> parts(Assignment assignment) {
        var payload = assignment.task().payload();
        var parts = new ArrayList<String>();
        var text = A2aEventReader.text(new Json(payload), "text");
        if (text != null) {
            parts.add((this == V0_3 ? "{\"kind\":\"text\",\"text\":" : "{\"text\":")
                    + Json.string(text).text()
                    + '}');
        }
        parts.add(
                this == V0_3
                        ? "{\"kind\":\"data\",\"data\":" + payload + '}'
                        : "{\"data\":" + payload + ",\"mediaType\":\"application/json\"}");
        return parts;
    }
}
