// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolDeclaration;
import dev.pulser.toolbox.tool.ToolResult;
import dev.pulser.toolbox.tool.ToolSchemas;
import dev.pulser.toolbox.tool.ToolboxJson;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Messages from the server to the client. */
final class McpResponses {

    private static final int CACHE_MILLIS = 3_600_000;
    private static final String SERVER = "io.modelcontextprotocol/serverInfo";

    private final ServerIdentity identity;

    McpResponses(ServerIdentity identity) {
        this.identity = identity;
    }

    ObjectNode result(JsonNode id, ProtocolMode mode, ObjectNode result) {
        if (mode == ProtocolMode.STATELESS) {
            result.put("resultType", "complete");
            result.withObjectProperty("_meta").set(SERVER, serverInfo());
        }
        var message = message(id);
        message.set("result", result);
        return message;
    }

    /** @param id null when the request has no valid id */
    ObjectNode error(@Nullable JsonNode id, RpcError error) {
        var message = message(id);
        var body = message.putObject("error").put("code", error.code()).put("message", error.message());
        if (error.data() != null) {
            body.set("data", error.data());
        }
        return message;
    }

    ObjectNode initialized(String version) {
        var result = ToolboxJson.object().put("protocolVersion", version);
        result.set("capabilities", capabilities());
        result.set("serverInfo", serverInfo());
        return result.put("instructions", identity.instructions());
    }

    ObjectNode discovered() {
        var result = cacheable(ToolboxJson.object());
        result.set("supportedVersions", ToolboxJson.MAPPER.valueToTree(ProtocolMode.STATELESS.versions()));
        result.set("capabilities", capabilities());
        return result.put("instructions", identity.instructions());
    }

    ObjectNode listed(Collection<Tool> tools, ProtocolMode mode) {
        var result = ToolboxJson.object();
        var list = result.putArray("tools");
        tools.forEach(tool -> addTo(list, tool.spec()));
        return mode == ProtocolMode.STATELESS ? cacheable(result) : result;
    }

    ObjectNode called(ToolResult outcome) {
        return switch (outcome) {
            case ToolResult.Success(var content) -> {
                var structured = ToolboxJson.of(content);
                var result = withText(structured.toString()).put("isError", false);
                yield result.set("structuredContent", structured);
            }
            case ToolResult.Failure(var reason) -> withText(reason).put("isError", true);
        };
    }

    private static ObjectNode withText(String text) {
        var result = ToolboxJson.object();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        return result;
    }

    private static void addTo(ArrayNode list, ToolDeclaration spec) {
        var tool = list.addObject()
                .put("name", spec.name())
                .put("title", spec.title())
                .put("description", spec.description());
        tool.set("inputSchema", ToolSchemas.input(spec.parameters()));
        tool.set("outputSchema", ToolSchemas.output(spec.output()));
        tool.putObject("annotations")
                .put("title", spec.title())
                .put("readOnlyHint", true)
                .put("idempotentHint", true)
                .put("destructiveHint", false)
                .put("openWorldHint", spec.openWorld());
    }

    private static ObjectNode cacheable(ObjectNode result) {
        return result.put("ttlMs", CACHE_MILLIS).put("cacheScope", "public");
    }

    private static ObjectNode capabilities() {
        var capabilities = ToolboxJson.object();
        capabilities.putObject("tools");
        return capabilities;
    }

    private ObjectNode serverInfo() {
        return ToolboxJson.object().put("name", identity.name()).put("version", identity.version());
    }

    private static ObjectNode message(@Nullable JsonNode id) {
        var message = ToolboxJson.object().put("jsonrpc", "2.0");
        if (id != null) {
            message.set("id", id);
        }
        return message;
    }
}
