// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.service;

import java.util.Locale;

/** Pulser's services, in the order of the data flow. */
public enum PulserService {
    INGEST("ingest-service", 160),
    ROUTING("routing-streams", 224),
    ADAPTERS("agent-adapters", 160),
    TELEMETRY("telemetry-streams", 160);

    private final String module;
    private final int heapMegabytes;

    PulserService(String module, int heapMegabytes) {
        this.module = module;
        this.heapMegabytes = heapMegabytes;
    }

    /** Returns the name of its Maven module and folder. */
    public String module() {
        return module;
    }

    /** Returns the short name: {@code ingest}, {@code routing}, {@code adapters} or {@code telemetry}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    int heapMegabytes() {
        return heapMegabytes;
    }
}
