// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.jsonrpc;

import dev.pulser.ingest.mcp.jsonrpc.JsonRpcMessage.Notification;
import dev.pulser.ingest.mcp.jsonrpc.JsonRpcMessage.Request;
import dev.pulser.ingest.mcp.jsonrpc.JsonRpcMessage.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parser of the single message in a POST body. */
public final class JsonRpcMessageReader {

    private static final Pattern ID = Pattern.compile("-?\\d{1,19}|\"(?:[^\"\\\\]|\\\\.){0,200}+\"");

    private JsonRpcMessageReader() {}

    /** Parses a message. Never throws; invalid input becomes {@link JsonRpcMessage.Unreadable}. */
    public static JsonRpcMessage read(byte[] body) {
        try {
            return read(RawJsonObject.of(body));
        } catch (MalformedMessageException e) {
            return new Unreadable(
                    null,
                    switch (e.expected()) {
                        case JSON -> JsonRpcError.notJson(e.reason());
                        case OBJECT -> JsonRpcError.invalidRequest(e.reason());
                    });
        }
    }

    private static JsonRpcMessage read(RawJsonObject members) {
        var id = members.json("id")
                .map(json -> new String(json, StandardCharsets.UTF_8))
                .filter(json -> ID.matcher(json).matches())
                .orElse(null);
        if (!"2.0".equals(members.text("jsonrpc"))) {
            return invalid(id, "jsonrpc must be \"2.0\"");
        }
        if (members.has("result") || members.has("error")) {
            return invalid(id, "responses are not expected; the server sends no requests");
        }
        var method = members.text("method");
        if (method == null || method.isEmpty()) {
            return invalid(id, "method must be a string, such as \"tools/list\"");
        }
        if (!members.has("id")) {
            return new Notification(method);
        }
        if (id == null) {
            return invalid(null, "id must be an integer or a string of at most 200 characters");
        }
        var params = members.has("params") ? members.object("params") : RawJsonObject.EMPTY;
        return params == null
                ? new Unreadable(id, JsonRpcError.invalidParams("params must be an object", 400))
                : new Request(id, method, params);
    }

    private static Unreadable invalid(@Nullable String id, String message) {
        return new Unreadable(id, JsonRpcError.invalidRequest(message));
    }
}
