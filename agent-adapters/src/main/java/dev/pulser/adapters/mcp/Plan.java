// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a task's payload asks of the tools. */
sealed interface Plan {

    int MAX_CALLS = 20;

    /** {@code {"tool":…}}: one call, whose output is the result's. */
    record One(PlannedCall call) implements Plan {}

    /** {@code {"calls":[…]}}: in this order, up to the first that fails. */
    record Several(List<PlannedCall> calls) implements Plan {

        public Several {
            calls = List.copyOf(calls);
        }
    }

    /** Neither: there is nothing to call. */
    record NoTool() implements Plan {}

    /** @param fault names the field and what it has to be */
    record Faulty(String fault) implements Plan {}

    static Plan of(Json payload) {
        var calls = payload.member("calls");
        if (calls != null) {
            return several(calls);
        }
        if (payload.member("tool") == null) {
            return new NoTool();
        }
        try {
            return new One(call("", payload));
        } catch (IllegalArgumentException e) {
            return new Faulty(String.valueOf(e.getMessage()));
        }
    }

    private static Plan several(Json calls) {
        var elements = calls.elements();
        if (elements.isEmpty() || elements.size() > MAX_CALLS) {
            return new Faulty(
                    "payload.calls has to be a list of 1 to %d calls, it has %d".formatted(MAX_CALLS, elements.size()));
        }
        var planned = new ArrayList<PlannedCall>();
        try {
            for (int i = 0; i < elements.size(); i++) {
                planned.add(call("calls[%d].".formatted(i), elements.get(i)));
            }
        } catch (IllegalArgumentException e) {
            return new Faulty(String.valueOf(e.getMessage()));
        }
        return new Several(planned);
    }

    private static PlannedCall call(String where, Json json) {
        var members = json.members();
        var tool = Optional.ofNullable(members.get("tool"))
                .flatMap(Json::asString)
                .filter(name -> !name.isBlank())
                .orElseThrow(() ->
                        new IllegalArgumentException("payload.%stool has to be the name of a tool".formatted(where)));
        var arguments = members.getOrDefault("arguments", Json.EMPTY_OBJECT);
        if (!arguments.isObject()) {
            throw new IllegalArgumentException("payload.%sarguments has to be an object".formatted(where));
        }
        var server = members.get("server");
        if (server != null && !server.isNull() && server.asString().isEmpty()) {
            throw new IllegalArgumentException("payload.%sserver has to be the name of a server".formatted(where));
        }
        return new PlannedCall(Optional.ofNullable(server).flatMap(Json::asString), tool, arguments);
    }
}
