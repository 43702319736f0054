// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.toolbox.tool.Json;
import org.jspecify.annotations.Nullable;

/**
 * Understands messages as JSON-RPC and hands requests to {@link Methods}. For the one thread that reads the input.
 *
 * <p>State: the version agreed on by {@code initialize}; modern requests need none.
 */
final class McpSession {

    /** The only version whose clients may send several messages in an array. */
    private static final String VERSION_WITH_BATCHES = "2025-03-26";

    private final Methods methods;
    private final RunningCalls calls;
    private final Answers answers;
    private final Outbox outbox;

    McpSession(Methods methods, RunningCalls calls, Answers answers, Outbox outbox) {
        this.methods = methods;
        this.calls = calls;
        this.answers = answers;
        this.outbox = outbox;
    }

    void receive(String text) {
        JsonNode message;
        try {
            message = Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            refuse(null, RpcError.parse(e.getOriginalMessage()));
            return;
        }
        if (message instanceof ArrayNode batch && !batch.isEmpty() && VERSION_WITH_BATCHES.equals(methods.agreed())) {
            batch.forEach(one -> receive(one, text.length()));
        } else {
            receive(message, text.length());
        }
    }

    void refuse(@Nullable JsonNode id, RpcError error) {
        outbox.send(answers.error(id, error));
    }

    private void receive(JsonNode message, int size) {
        var id = message.get("id");
        if (!(message instanceof ObjectNode)) {
            refuse(null, RpcError.invalidRequest("A message must be a JSON object"));
        } else if (id != null && !id.isTextual() && !id.isIntegralNumber()) {
            refuse(null, RpcError.invalidRequest("id must be a string or a whole number"));
        } else if (!"2.0".equals(message.path("jsonrpc").asText())) {
            refuse(id, RpcError.invalidRequest("jsonrpc must be \"2.0\""));
        } else if (message.path("method").isTextual()) {
            understood(message, id, size);
        } else if (!message.has("result") && !message.has("error")) {
            refuse(id, RpcError.invalidRequest("method must be a string"));
        }
        // What is left answers a question; the toolbox asks none.
    }

    private void understood(JsonNode message, @Nullable JsonNode id, int size) {
        var method = message.path("method").asText();
        var params = message.has("params") ? message.get("params") : Json.object();
        if (id == null) {
            noticed(method, params);
        } else if (params instanceof ObjectNode object) {
            methods.request(new Request(id, method, object, size));
        } else {
            refuse(id, RpcError.invalidParams("params must be an object"));
        }
    }

    private void noticed(String method, JsonNode params) {
        if (method.equals("notifications/cancelled") && params.has("requestId")) {
            calls.cancel(params.get("requestId"));
        }
    }
}
