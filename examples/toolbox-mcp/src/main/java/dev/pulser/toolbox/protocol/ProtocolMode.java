// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import java.util.List;

/** Modes of MCP. A request that names its protocol version in {@code _meta} is stateless, any other needs a handshake. */
enum ProtocolMode {
    /** Requests without a session. */
    STATELESS,
    /** Session that starts with {@code initialize}. */
    HANDSHAKE;

    /** Returns the supported protocol versions, newest first. */
    List<String> versions() {
        return switch (this) {
            case STATELESS -> List.of("2026-07-28");
            case HANDSHAKE -> List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");
        };
    }

    String newest() {
        return versions().getFirst();
    }
}
