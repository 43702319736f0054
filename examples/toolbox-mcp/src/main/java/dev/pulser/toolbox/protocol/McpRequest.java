// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Well-formed JSON-RPC request.
 *
 * @param size characters of its line
 */
record McpRequest(JsonNode id, String method, ObjectNode params, int size) {

    private static final String META = "_meta";
    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    private static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

    ProtocolMode mode() {
        return params.path(META).has(VERSION) ? ProtocolMode.STATELESS : ProtocolMode.HANDSHAKE;
    }

    /** Returns the protocol version in {@code _meta}; a missing node when there is none. */
    JsonNode metaVersion() {
        return params.path(META).path(VERSION);
    }

    JsonNode metaCapabilities() {
        return params.path(META).path(CAPABILITIES);
    }
}
