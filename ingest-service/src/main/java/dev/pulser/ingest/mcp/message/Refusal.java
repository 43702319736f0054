// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON-RPC error, where a request as such cannot be served. What a tool finds wrong is no refusal but its result.
 *
 * @param code   of JSON-RPC or MCP
 * @param status of HTTP
 * @param versions that a client may go on with, where it asked for another one
 */
public record Refusal(
        int code, int status, String message, @Nullable Versions versions) {

    /** A version that is not spoken here, and those that are. */
    public record Versions(String requested, List<String> supported) {}

    static Refusal notJson(String message) {
        return new Refusal(-32700, 400, message, null);
    }

    public static Refusal invalidRequest(String message) {
        return new Refusal(-32600, 400, message, null);
    }

    /** @param status 404 in the modern era, 200 before it */
    public static Refusal unknownMethod(String message, int status) {
        return new Refusal(-32601, status, message, null);
    }

    /** @param status 400 where it is about the request's metadata, 200 where it is about its subject */
    public static Refusal invalidParams(String message, int status) {
        return new Refusal(-32602, status, message, null);
    }

    public static Refusal internal(String message) {
        return new Refusal(-32603, 500, message, null);
    }

    public static Refusal headerMismatch(String message) {
        return new Refusal(-32020, 400, message, null);
    }

    public static Refusal unsupportedVersion(String requested, List<String> supported) {
        return new Refusal(
                -32022,
                400,
                "this version of MCP is not spoken here; there are " + String.join(", ", supported),
                new Versions(requested, supported));
    }
}
