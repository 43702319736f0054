// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import java.util.List;

/** The two ways MCP is spoken. A request that names its version in {@code _meta} is modern, any other legacy. */
enum Era {
    /** Every request stands alone; results say whether they are complete. */
    MODERN,
    /** A handshake by {@code initialize} comes first. */
    LEGACY;

    /** The newest first. */
    List<String> versions() {
        return switch (this) {
            case MODERN -> List.of("2026-07-28");
            case LEGACY -> List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");
        };
    }

    String newest() {
        return versions().getFirst();
    }
}
