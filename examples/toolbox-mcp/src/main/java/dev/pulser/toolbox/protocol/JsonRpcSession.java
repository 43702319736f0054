// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.toolbox.tool.ToolboxJson;
import org.jspecify.annotations.Nullable;

/**
 * Parser of JSON-RPC messages, which passes requests on to {@link McpMethods}. Confined to the thread that reads the input.
 */
final class JsonRpcSession {

    /** Only protocol version with batches of messages. */
    private static final String VERSION_WITH_BATCHES = "2025-03-26";

    private final McpMethods methods;
    private final RunningCalls calls;
    private final McpResponses responses;
    private final MessageWriter writer;

    JsonRpcSession(McpMethods methods, RunningCalls calls, McpResponses responses, MessageWriter writer) {
        this.methods = methods;
        this.calls = calls;
        this.responses = responses;
        this.writer = writer;
    }

    void receive(String text) {
        JsonNode message;
        try {
            message = ToolboxJson.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            reject(null, RpcError.parse(e.getOriginalMessage()));
            return;
        }
        if (message instanceof ArrayNode batch
                && !batch.isEmpty()
                && VERSION_WITH_BATCHES.equals(methods.negotiatedVersion())) {
            batch.forEach(one -> receive(one, text.length()));
        } else {
            receive(message, text.length());
        }
    }

    void reject(@Nullable JsonNode id, RpcError error) {
        writer.send(responses.error(id, error));
    }

    private void receive(JsonNode message, int size) {
        var id = message.get("id");
        if (!(message instanceof ObjectNode)) {
            reject(null, RpcError.invalidRequest("A message must be a JSON object."));
        } else if (id != null && !id.isTextual() && !id.isIntegralNumber()) {
            reject(null, RpcError.invalidRequest("id must be a string or an integer."));
        } else if (!"2.0".equals(message.path("jsonrpc").asText())) {
            reject(id, RpcError.invalidRequest("jsonrpc must be \"2.0\"."));
        } else if (message.path("method").isTextual()) {
            dispatch(message, id, size);
        } else if (!message.has("result") && !message.has("error")) {
            reject(id, RpcError.invalidRequest("method must be a string."));
        }
        // The rest are responses; the toolbox sends no requests.
    }

    private void dispatch(JsonNode message, @Nullable JsonNode id, int size) {
        var method = message.path("method").asText();
        var params = message.has("params") ? message.get("params") : ToolboxJson.object();
        if (id == null) {
            notify(method, params);
        } else if (params instanceof ObjectNode object) {
            methods.request(new McpRequest(id, method, object, size));
        } else {
            reject(id, RpcError.invalidParams("params must be an object."));
        }
    }

    private void notify(String method, JsonNode params) {
        if (method.equals("notifications/cancelled") && params.has("requestId")) {
            calls.cancel(params.get("requestId"));
        }
    }
}
