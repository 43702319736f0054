// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.jsonrpc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC error response. Errors found by a tool are tool results instead.
 *
 * @param code code of JSON-RPC or MCP
 * @param status HTTP status
 * @param versions supported versions, for an unsupported version; else null
 */
public record JsonRpcError(
        int code, int status, String message, @Nullable Versions versions) {

    /** Requested version and the supported ones. */
    public record Versions(String requested, List<String> supported) {}

    static JsonRpcError notJson(String message) {
        return new JsonRpcError(-32700, 400, message, null);
    }

    public static JsonRpcError invalidRequest(String message) {
        return new JsonRpcError(-32600, 400, message, null);
    }

    /**
     * Creates "method not found".
     *
     * @param status HTTP status: 404 for the stateless revision, 200 for the handshake revision
     */
    public static JsonRpcError unknownMethod(String message, int status) {
        return new JsonRpcError(-32601, status, message, null);
    }

    /**
     * Creates "invalid params".
     *
     * @param status HTTP status: 400 for the metadata of a request, 200 for its arguments
     */
    public static JsonRpcError invalidParams(String message, int status) {
        return new JsonRpcError(-32602, status, message, null);
    }

    public static JsonRpcError internal(String message) {
        return new JsonRpcError(-32603, 500, message, null);
    }

    public static JsonRpcError headerMismatch(String message) {
        return new JsonRpcError(-32020, 400, message, null);
    }

    public static JsonRpcError unsupportedVersion(String requested, List<String> supported) {
        return new JsonRpcError(
                -32022,
                400,
                "unsupported MCP version; supported: " + String.join(", ", supported),
                new Versions(requested, supported));
    }
}
