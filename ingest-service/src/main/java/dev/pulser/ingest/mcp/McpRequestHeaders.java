// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp;

import dev.pulser.ingest.mcp.jsonrpc.JsonRpcError;
import dev.pulser.ingest.mcp.jsonrpc.JsonRpcErrorException;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** HTTP headers that repeat fields of a stateless MCP request. */
record McpRequestHeaders(MultiMap all) {

    static final String PROTOCOL_VERSION = "MCP-Protocol-Version";
    static final String METHOD = "Mcp-Method";
    static final String NAME = "Mcp-Name";

    private static final String ENCODED = "=?base64?";
    private static final String END = "?=";

    /**
     * Returns the value of a header; null if it is absent.
     *
     * @throws JsonRpcErrorException if the header occurs more than once, because intermediaries may have used another
     *     value
     */
    @Nullable
    String one(String name) throws JsonRpcErrorException {
        var values = all.getAll(name);
        if (values.size() > 1) {
            throw mismatch("header %s occurs %d times; send it once".formatted(name, values.size()));
        }
        return values.isEmpty() ? null : values.getFirst().strip();
    }

    /**
     * Requires a header to match the body.
     *
     * @throws JsonRpcErrorException if it is absent or differs
     */
    void require(String name, String inBody) throws JsonRpcErrorException {
        var value = one(name);
        if (value == null) {
            throw mismatch("header %s is missing".formatted(name));
        }
        if (!decoded(name, value).equals(inBody)) {
            throw mismatch("header %s differs from the body".formatted(name));
        }
    }

    private static String decoded(String name, String value) throws JsonRpcErrorException {
        if (!value.startsWith(ENCODED) || !value.endsWith(END) || value.length() < ENCODED.length() + END.length()) {
            return value;
        }
        try {
            var text = value.substring(ENCODED.length(), value.length() - END.length());
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw mismatch("header %s is not valid Base64".formatted(name));
        }
    }

    private static JsonRpcErrorException mismatch(String message) {
        return new JsonRpcErrorException(JsonRpcError.headerMismatch("Header mismatch: " + message));
    }
}
