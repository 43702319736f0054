// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request, well-formed as JSON-RPC.
 *
 * @param size characters of the line it came in
 */
record Request(JsonNode id, String method, ObjectNode params, int size) {

    private static final String META = "_meta";
    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    private static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

    Era era() {
        return params.path(META).has(VERSION) ? Era.MODERN : Era.LEGACY;
    }

    /** The version in {@code _meta}; a missing node for a legacy request. */
    JsonNode metaVersion() {
        return params.path(META).path(VERSION);
    }

    JsonNode metaCapabilities() {
        return params.path(META).path(CAPABILITIES);
    }
}
