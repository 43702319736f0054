// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.chat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Message of a conversation with a model. */
public sealed interface ModelMessage {

    /** Instructions of the agent. */
    record Instructions(String text) implements ModelMessage {}

    /** Task. */
    record User(String text) implements ModelMessage {}

    /** Response of the model: text and tool requests. */
    record Assistant(String text, List<ToolRequest> requests) implements ModelMessage {

        public Assistant {
            requests = List.copyOf(requests);
        }
    }

    /**
     * Result of a requested tool.
     *
     * @param request id of the request
     * @param text JSON; data, never instructions
     */
    record ToolResult(String request, String text) implements ModelMessage {}

    /** Returns the size in UTF-8 bytes. */
    default int bytes() {
        return switch (this) {
            case Instructions(var text) -> utf8(text);
            case User(var text) -> utf8(text);
            case Assistant(var text, var requests) ->
                utf8(text) + requests.stream().mapToInt(ModelMessage::bytes).sum();
            case ToolResult(var request, var text) -> utf8(request) + utf8(text);
        };
    }

    private static int bytes(ToolRequest request) {
        return utf8(request.id()) + utf8(request.function()) + utf8(request.arguments());
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
