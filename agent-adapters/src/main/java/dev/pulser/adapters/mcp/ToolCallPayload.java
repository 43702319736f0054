// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.toolcall.ToolCallRequest;
import dev.pulser.service.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Payload of a task for agents of kind {@code mcp}. */
sealed interface ToolCallPayload {

    int MAX_CALLS = 20;

    /** {@code {"tool":…}}: one call. */
    record Single(ToolCallRequest call) implements ToolCallPayload {}

    /** {@code {"calls":[…]}}: calls in order, up to the first failure. */
    record Sequence(List<ToolCallRequest> calls) implements ToolCallPayload {

        public Sequence {
            calls = List.copyOf(calls);
        }
    }

    /** Payload without {@code tool} and {@code calls}. */
    record NoTool() implements ToolCallPayload {}

    /** @param reason violation, naming the field, without a final period */
    record Invalid(String reason) implements ToolCallPayload {}

    static ToolCallPayload parse(Json payload) {
        var calls = payload.member("calls");
        if (calls != null) {
            return parseSequence(calls);
        }
        if (payload.member("tool") == null) {
            return new NoTool();
        }
        try {
            return new Single(parseCall("", payload));
        } catch (IllegalArgumentException e) {
            return new Invalid(String.valueOf(e.getMessage()));
        }
    }

    private static ToolCallPayload parseSequence(Json calls) {
        var elements = calls.elements();
        if (elements.isEmpty() || elements.size() > MAX_CALLS) {
            return new Invalid(
                    "payload.calls must be a list of 1 to %d calls; it has %d".formatted(MAX_CALLS, elements.size()));
        }
        var requests = new ArrayList<ToolCallRequest>();
        try {
            for (int i = 0; i < elements.size(); i++) {
                requests.add(parseCall("calls[%d].".formatted(i), elements.get(i)));
            }
        } catch (IllegalArgumentException e) {
            return new Invalid(String.valueOf(e.getMessage()));
        }
        return new Sequence(requests);
    }

    private static ToolCallRequest parseCall(String path, Json json) {
        var members = json.members();
        var tool = Optional.ofNullable(members.get("tool"))
                .flatMap(Json::asString)
                .filter(name -> !name.isBlank())
                .orElseThrow(() ->
                        new IllegalArgumentException("payload.%stool must be the name of a tool".formatted(path)));
        var arguments = members.getOrDefault("arguments", Json.EMPTY_OBJECT);
        if (!arguments.isObject()) {
            throw new IllegalArgumentException("payload.%sarguments must be an object".formatted(path));
        }
        var server = members.get("server");
        if (server != null && !server.isNull() && server.asString().isEmpty()) {
            throw new IllegalArgumentException("payload.%sserver must be the name of a server".formatted(path));
        }
        return new ToolCallRequest(Optional.ofNullable(server).flatMap(Json::asString), tool, arguments);
    }
}
