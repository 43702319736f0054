// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp;

import dev.pulser.ingest.mcp.jsonrpc.JsonRpcError;
import dev.pulser.ingest.mcp.jsonrpc.JsonRpcErrorException;
import dev.pulser.ingest.mcp.jsonrpc.JsonRpcMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Revisions of the MCP protocol. Each request declares its revision; no state is kept between requests. */
enum McpProtocolRevision {

    /** Since 2026-07-28: each request carries its version and the client's capabilities. */
    STATELESS,

    /** Until 2025-11-25: an {@code initialize} handshake precedes the requests; its result is not stored here. */
    HANDSHAKE;

    /** Supported protocol versions, newest first. */
    static final List<String> VERSIONS = List.of("2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

    private static final List<String> STATELESS_VERSIONS = VERSIONS.subList(0, 1);
    private static final List<String> HANDSHAKE_VERSIONS = VERSIONS.subList(1, VERSIONS.size());
    private static final String PREFIX = "io.modelcontextprotocol/";
    private static final String VERSION = PREFIX + "protocolVersion";
    private static final String CAPABILITIES = PREFIX + "clientCapabilities";

    /** Returns the version of the handshake revision to use with a client that requested {@code requested}. */
    static String negotiate(@Nullable String requested) {
        return requested != null && HANDSHAKE_VERSIONS.contains(requested) ? requested : HANDSHAKE_VERSIONS.getFirst();
    }

    /**
     * Detects the revision of a request.
     *
     * @throws JsonRpcErrorException if the version is unsupported, or the headers contradict the body
     */
    static McpProtocolRevision of(JsonRpcMessage.Request request, McpRequestHeaders headers)
            throws JsonRpcErrorException {
        var meta = request.params().object("_meta");
        var inBody = meta == null ? null : meta.text(VERSION);
        var inHeader = headers.one(McpRequestHeaders.PROTOCOL_VERSION);
        var version = inBody != null ? inBody : inHeader;
        if (inBody != null) {
            headers.require(McpRequestHeaders.PROTOCOL_VERSION, inBody);
        }
        if (version == null || HANDSHAKE_VERSIONS.contains(version)) {
            return HANDSHAKE;
        }
        if (!STATELESS_VERSIONS.contains(version)) {
            throw new JsonRpcErrorException(JsonRpcError.unsupportedVersion(version, VERSIONS));
        }
        if (meta == null || inBody == null || meta.object(CAPABILITIES) == null) {
            throw new JsonRpcErrorException(JsonRpcError.invalidParams(
                    "params._meta must have %s and %s".formatted(VERSION, CAPABILITIES), 400));
        }
        headers.require(McpRequestHeaders.METHOD, request.method());
        var name = request.params().text("name");
        if (request.method().equals("tools/call") && name != null) {
            headers.require(McpRequestHeaders.NAME, name);
        }
        return STATELESS;
    }
}
