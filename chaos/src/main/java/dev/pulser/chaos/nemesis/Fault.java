// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that can be done to Pulser. Agents that fail are no fault of this list: their tasks say so. */
public enum Fault {
    KILL_INGEST(Part.INGEST),
    KILL_ROUTING(Part.ROUTING),
    KILL_ADAPTERS(Part.ADAPTERS),
    KILL_TELEMETRY(Part.TELEMETRY),
    KILL_BROKER(Part.BROKER),
    PAUSE_BROKER(Part.BROKER),
    KILL_REDIS(Part.REDIS),
    KILL_POSTGRES(Part.POSTGRES),
    CRASH_MCP_SERVER(null),
    POISON(null);

    private final @Nullable Part part;

    Fault(@Nullable Part part) {
        this.part = part;
    }

    /** The process that it is done to, where that is one of Pulser's parts. */
    Optional<Part> part() {
        return Optional.ofNullable(part);
    }

    /** As it is written on the command line and in the history. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Fault> of(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.word().equals(word))
                .findFirst();
    }

    public static List<Fault> all() {
        return List.of(values());
    }
}
