// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

import dev.pulser.adapters.json.Json;
import dev.pulser.contract.routing.Assignment;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of A2A that are spoken, and what they call things. */
public enum Dialect {
    V0_3("message/send", "message/stream", "tasks/get", "tasks/resubscribe", "tasks/cancel"),
    V1_0("SendMessage", "SendStreamingMessage", "GetTask", "SubscribeToTask", "CancelTask");

    private final String send;
    private final String stream;
    private final String get;
    private final String subscribe;
    private final String cancel;

    Dialect(String send, String stream, String get, String subscribe, String cancel) {
        this.send = send;
        this.stream = stream;
        this.get = get;
        this.subscribe = subscribe;
        this.cancel = cancel;
    }

    /** What the header {@code A2A-Version} says; null where there is no such header. */
    public @Nullable String version() {
        return this == V0_3 ? null : "1.0";
    }

    /** Gives the task to the agent, which is to answer at once. */
    public Json send(Assignment assignment, @Nullable URI push) {
        return request(send, message(assignment, configuration(push)));
    }

    /** Gives the task to the agent, which is to tell about it in the answer. */
    public Json stream(Assignment assignment) {
        return request(stream, message(assignment, configuration(null)));
    }

    public Json get(String task) {
        return request(get, id(task));
    }

    /** Asks for what is told of a task from now on. */
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

    /** The message's id is the key by which an agent is to recognise a task that comes again. */
    private String message(Assignment assignment, String configuration) {
        var head = this == V0_3 ? "\"kind\":\"message\",\"role\":\"user\"" : "\"role\":\"ROLE_USER\"";
        var key = Json.string(assignment.idempotencyKey(0)).text();
        var parts = String.join(",", parts(assignment));
        var metadata = "{\"dev.pulser/task\":%s,\"dev.pulser/attempt\":%d,\"dev.pulser/deadline\":\"%s\"}"
                .formatted(
                        Json.string(assignment.task().id().value()).text(),
                        assignment.attempt(),
                        assignment.deadline());
        return "{\"message\":{" + head + ",\"messageId\":" + key + ",\"parts\":[" + parts + "],\"metadata\":" + metadata
                + "},\"configuration\":" + configuration + '}';
    }

    /** The payload's {@code text}, where it has one, for agents that read; and the payload as it is. */
    private List<String> parts(Assignment assignment) {
        var payload = assignment.task().payload();
        var parts = new ArrayList<String>();
        var text = Events.text(new Json(payload), "text");
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
