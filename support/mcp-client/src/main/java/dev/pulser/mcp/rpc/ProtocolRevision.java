// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.rpc;

import dev.pulser.service.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Protocol version used with a server. MCP has two kinds: versions up to 2025-11-25 begin with the handshake {@code
 * initialize}; 2026-07-28 is stateless, and each request carries the version.
 */
public sealed interface ProtocolRevision {

    /** Supported stateless versions, newest first. */
    List<String> STATELESS_VERSIONS = List.of("2026-07-28");

    /** Supported versions with a handshake, newest first. */
    List<String> HANDSHAKE_VERSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

    /** Value of {@code clientInfo}. */
    Json CLIENT_INFO = new Json("{\"name\":\"pulser\",\"version\":\"0.1.0\"}");

    /** Returns the version, {@code YYYY-MM-DD}. */
    String version();

    /** Returns the members of {@code _meta} that each request carries. */
    Map<String, Json> meta();

    /** Returns the revision of a version; empty if this client does not support it. */
    static Optional<ProtocolRevision> of(String version) {
        if (STATELESS_VERSIONS.contains(version)) {
            return Optional.of(new Stateless(version));
        }
        return HANDSHAKE_VERSIONS.contains(version) ? Optional.of(new Handshake(version)) : Optional.empty();
    }

    /** Returns all supported versions, newest first, separated by commas. */
    static String supportedVersions() {
        return String.join(", ", STATELESS_VERSIONS) + ", " + String.join(", ", HANDSHAKE_VERSIONS);
    }

    /** Revision without handshake and session. */
    record Stateless(String version) implements ProtocolRevision {

        @Override
        public Map<String, Json> meta() {
            var meta = new LinkedHashMap<String, Json>();
            meta.put("io.modelcontextprotocol/protocolVersion", Json.string(version));
            meta.put("io.modelcontextprotocol/clientInfo", CLIENT_INFO);
            meta.put("io.modelcontextprotocol/clientCapabilities", Json.EMPTY_OBJECT);
            return meta;
        }
    }

    /** Revision that begins with {@code initialize}. */
    record Handshake(String version) implements ProtocolRevision {

        @Override
        public Map<String, Json> meta() {
            return Map.of();
        }

        /** Returns true if HTTP requests must carry the header {@code MCP-Protocol-Version}. */
        public boolean hasVersionHeader() {
            return version.compareTo("2025-06-18") >= 0;
        }
    }
}
