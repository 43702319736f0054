// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.rpc;

import dev.pulser.adapters.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two ways MCP is spoken. */
public sealed interface Era {

    /** Every version this client speaks, the best first. */
    List<String> MODERN_VERSIONS = List.of("2026-07-28");

    List<String> LEGACY_VERSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

    Json CLIENT = new Json("{\"name\":\"pulser\",\"version\":\"0.1.0\"}");

    String version();

    /** What every request says of its sender. */
    Map<String, Json> meta();

    /** The era of a version; empty when this client does not speak it. */
    static Optional<Era> of(String version) {
        if (MODERN_VERSIONS.contains(version)) {
            return Optional.of(new Modern(version));
        }
        return LEGACY_VERSIONS.contains(version) ? Optional.of(new Legacy(version)) : Optional.empty();
    }

    /** All versions, for people. */
    static String versions() {
        return String.join(", ", MODERN_VERSIONS) + ", " + String.join(", ", LEGACY_VERSIONS);
    }

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

        /** Whether requests over HTTP say the version in a header. */
        public boolean namesItselfInHeaders() {
            return version.compareTo("2025-06-18") >= 0;
        }
    }
}
