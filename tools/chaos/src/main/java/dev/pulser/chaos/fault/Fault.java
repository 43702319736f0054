// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.fault;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything that can be done to Pulser. Agents that fail are no fault of this list: their tasks say so. */
public enum Fault {
    KILL_INGEST,
    KILL_ROUTING,
    KILL_ADAPTERS,
    KILL_TELEMETRY,
    KILL_BROKER,
    KILL_REDIS,
    KILL_POSTGRES,
    PAUSE_INGEST,
    PAUSE_ROUTING,
    PAUSE_ADAPTERS,
    PAUSE_BROKER,
    PAUSE_REDIS,
    PAUSE_POSTGRES,
    LOSE_ROUTING_STATE,
    STOP_SERVICES,
    BOUNCE_BROKERS,
    FLUSH_REDIS,
    LOCK_POSTGRES,
    CRASH_MCP_SERVER,
    POISON;

    /** Whom it is done to, in the order in which that happens; {@link Part#BROKER} stands for any of the brokers. */
    public List<Part> parts() {
        return switch (this) {
            case KILL_INGEST, PAUSE_INGEST -> List.of(Part.INGEST);
            case KILL_ROUTING, PAUSE_ROUTING, LOSE_ROUTING_STATE -> List.of(Part.ROUTING);
            case KILL_ADAPTERS, PAUSE_ADAPTERS -> List.of(Part.ADAPTERS);
            case CRASH_MCP_SERVER -> List.of(Part.ADAPTERS); // the server is their child
            case KILL_TELEMETRY -> List.of(Part.TELEMETRY);
            case STOP_SERVICES -> List.of(Part.INGEST, Part.ROUTING, Part.ADAPTERS, Part.TELEMETRY);
            case KILL_BROKER, PAUSE_BROKER, BOUNCE_BROKERS -> List.of(Part.BROKER);
            case POISON -> List.of(Part.BROKER); // without it nobody knows whether a record is there
            case KILL_REDIS, PAUSE_REDIS, FLUSH_REDIS -> List.of(Part.REDIS);
            case KILL_POSTGRES, PAUSE_POSTGRES, LOCK_POSTGRES -> List.of(Part.POSTGRES);
        };
    }

    /** Whether the two can be dealt at once, each with a proof of its own: they are done to different parts. */
    boolean goesWith(Fault other) {
        return Collections.disjoint(parts(), other.parts());
    }

    /** Whether there is somebody to deal it to. */
    public boolean fits(int brokers) {
        return brokers > 1 || this != BOUNCE_BROKERS;
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
