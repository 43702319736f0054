// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.http;

import dev.pulser.mcp.rpc.ProtocolRevision;
import dev.pulser.mcp.rpc.RpcRequest;
import dev.pulser.mcp.tools.ToolParameterHeaders;
import dev.pulser.service.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HTTP headers of MCP for one connection: protocol version, session, method and name. Thread-safe. */
final class McpHeaders {

    private static final String VERSION = "MCP-Protocol-Version";
    private static final String SESSION = "Mcp-Session-Id";
    private static final String VERSION_IN_META = "io.modelcontextprotocol/protocolVersion";

    /** Visible ASCII, as the protocol requires. Other session ids are ignored. */
    private static final String SESSION_FORMAT = "[\\x21-\\x7e]{1,1024}";

    private volatile @Nullable ProtocolRevision revision;
    private volatile @Nullable String session;

    /** Returns the negotiated revision; null during negotiation. */
    @Nullable
    ProtocolRevision revision() {
        return revision;
    }

    void setRevision(ProtocolRevision negotiated) {
        revision = negotiated;
    }

    @Nullable
    String session() {
        return session;
    }

    /** Stores the session id from the response to {@code initialize}. */
    void setSession(String id) {
        if (id.matches(SESSION_FORMAT)) {
            session = id;
        }
    }

    /** Returns the headers of a request. With the stateless revision they repeat values of its body. */
    Map<String, String> of(RpcRequest request) {
        var version = request.meta().getOrDefault(VERSION_IN_META, Json.NULL).asString();
        if (version.isEmpty()) {
            return ofSession();
        }
        var headers = new LinkedHashMap<String, String>();
        headers.put(VERSION, version.get());
        headers.put("Mcp-Method", request.method());
        request.params()
                .getOrDefault("name", Json.NULL)
                .asString()
                .ifPresent(name -> headers.put("Mcp-Name", ToolParameterHeaders.encode(name)));
        headers.putAll(request.headers());
        return headers;
    }

    /** Returns the headers of any message with a handshake revision. */
    Map<String, String> ofSession() {
        var headers = new LinkedHashMap<String, String>();
        var current = session;
        if (current != null) {
            headers.put(SESSION, current);
        }
        if (revision instanceof ProtocolRevision.Handshake handshake && handshake.hasVersionHeader()) {
            headers.put(VERSION, handshake.version());
        }
        return headers;
    }

    /** Returns the headers of a GET that opens a stream, or resumes it after {@code lastEventId}. */
    Map<String, String> ofStream(@Nullable String lastEventId) {
        var headers = ofSession();
        if (lastEventId != null) {
            headers.put("Last-Event-ID", lastEventId);
        }
        return headers;
    }
}
