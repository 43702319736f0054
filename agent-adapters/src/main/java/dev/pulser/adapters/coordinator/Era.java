// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import dev.pulser.adapters.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The two ways MCP is spoken. */
sealed interface Era {

    /** Every version this client speaks, the best first. */
    List<String> MODERN_VERSIONS = List.of("2026-07-28");

    List<String> LEGACY_VERSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

    Json CLIENT = new Json("{\"name\":\"pulser\",\"version\":\"0.1.0\"}");

    String version();

    /** What every request says of its sender. */
    Map<String, Json> meta();

    /** No handshake: every request says it all. */
    record Modern(String version) implements Era {

        @Override
        public Map<String, Json> meta() {
            var meta = new LinkedHashMap<String, Json>();
            meta.put("io.modelcontextprotocol/protocolVersion", Json.string(version));
            meta.put("io.modelcontextprotocol/clientInfo", CLIENT);
            meta.put("io.modelcontextprotocol/clientCapabilities", Json.EMPTY_OBJECT);
            return meta;
        }
    }

    /** A handshake at the start said it all. */
    record Legacy(String version) implements Era {

        @Override
        public Map<String, Json> meta() {
            return Map.of();
        }
    }
}
