// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

import java.util.Locale;

/** A process that can be killed. */
public enum Part {
    INGEST,
    ROUTING,
    ADAPTERS,
    TELEMETRY,
    BROKER,
    REDIS,
    POSTGRES;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
