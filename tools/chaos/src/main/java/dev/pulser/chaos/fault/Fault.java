// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.fault;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Fault that can be injected into Pulser. Failures of agents are not listed; the scripts of tasks cause those. */
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

    /** Returns the affected components, in order; {@link Component#BROKER} means any broker. */
    public List<Component> components() {
        return switch (this) {
            case KILL_INGEST, PAUSE_INGEST -> List.of(Component.INGEST);
            case KILL_ROUTING, PAUSE_ROUTING, LOSE_ROUTING_STATE -> List.of(Component.ROUTING);
            case KILL_ADAPTERS, PAUSE_ADAPTERS -> List.of(Component.ADAPTERS);
            case CRASH_MCP_SERVER -> List.of(Component.ADAPTERS); // the server is a child process of the adapters
            case KILL_TELEMETRY -> List.of(Component.TELEMETRY);
            case STOP_SERVICES -> List.of(Component.INGEST, Component.ROUTING, Component.ADAPTERS, Component.TELEMETRY);
            case KILL_BROKER, PAUSE_BROKER, BOUNCE_BROKERS -> List.of(Component.BROKER);
            case POISON -> List.of(Component.BROKER); // while its broker fails, the position of a record is unknown
            case KILL_REDIS, PAUSE_REDIS, FLUSH_REDIS -> List.of(Component.REDIS);
            case KILL_POSTGRES, PAUSE_POSTGRES, LOCK_POSTGRES -> List.of(Component.POSTGRES);
        };
    }

    /** Returns true when both can be injected at once, because they affect different components. */
    boolean isCompatibleWith(Fault other) {
        return Collections.disjoint(components(), other.components());
    }

    /** Returns true when the fault can be injected into a stack with this number of brokers. */
    public boolean isApplicable(int brokers) {
        return brokers > 1 || this != BOUNCE_BROKERS;
    }

    /** Returns the name on the command line and in the history, such as {@code kill-broker}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Fault> parse(String slug) {
        return Arrays.stream(values())
                .filter(fault -> fault.slug().equals(slug))
                .findFirst();
    }

    public static List<Fault> all() {
        return List.of(values());
    }
}
