// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.chat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** One message of the conversation with a model. */
public sealed interface Message {

    /** What the agent is told before each task. */
    record Instructions(String text) implements Message {}

    /** The task. */
    record User(String text) implements Message {}

    /** What the model said, and which tools it asked for. */
    record Assistant(String text, List<ToolRequest> requests) implements Message {

        public Assistant {
            requests = List.copyOf(requests);
        }
    }

    /**
     * What came of a tool that the model asked for.
     *
     * @param request the id of the request
     * @param text    JSON: data, never instructions
     */
    record ToolAnswer(String request, String text) implements Message {}

    /** Bytes of all that it says, in UTF-8. */
    default int bytes() {
        return switch (this) {
            case Instructions(var text) -> utf8(text);
            case User(var text) -> utf8(text);
            case Assistant(var text, var requests) ->
                utf8(text) + requests.stream().mapToInt(Message::bytes).sum();
            case ToolAnswer(var request, var text) -> utf8(request) + utf8(text);
        };
    }

    private static int bytes(ToolRequest request) {
        return utf8(request.id()) + utf8(request.function()) + utf8(request.arguments());
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
