// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** JSON-RPC error. The request is invalid, and no tool ran. */
record RpcError(int code, String message, @Nullable JsonNode data) {

    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;
    private static final int INTERNAL_ERROR = -32603;
    private static final int UNSUPPORTED_VERSION = -32022;

    static RpcError parse(String reason) {
        return new RpcError(PARSE_ERROR, "Parse error: " + reason, null);
    }

    static RpcError invalidRequest(String reason) {
        return new RpcError(INVALID_REQUEST, reason, null);
    }

    static RpcError methodNotFound(String method) {
        return new RpcError(METHOD_NOT_FOUND, "Method not found: " + method, null);
    }

    static RpcError invalidParams(String reason) {
        return new RpcError(INVALID_PARAMS, reason, null);
    }

    static RpcError internal(String reason) {
        return new RpcError(INTERNAL_ERROR, reason, null);
    }

    static RpcError unsupportedVersion(JsonNode data) {
        return new RpcError(UNSUPPORTED_VERSION, "Unsupported protocol version", data);
    }
}
