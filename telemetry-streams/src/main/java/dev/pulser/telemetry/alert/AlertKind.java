// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alert;

import java.util.Arrays;
import java.util.Locale;

/** Kind of an alert. */
public enum AlertKind {
    AGENT_UNHEALTHY("agent", false),
    /** Sent only to operators who got the alert that the agent was unhealthy. */
    AGENT_RECOVERED("agent", true),
    QUEUE_DEPTH("queue", false),
    SERVICE_LEVEL("service-level", false),
    /** The approval of a new definition may be read shortly after the definition. */
    TOOL_QUARANTINED("tool", true);

    private final String noun;
    private final boolean verified;

    AlertKind(String noun, boolean verified) {
        this.noun = noun;
        this.verified = verified;
    }

    /** Returns true when the condition is checked again before the alert is sent. */
    public boolean isVerified() {
        return verified;
    }

    /** Returns the subject of an alert about {@code name}, such as {@code agent maya} or {@code tool files/read}. */
    public String subject(Object name) {
        return noun + ' ' + name;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Parses {@link #wireName}. */
    public static AlertKind parse(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown alert kind " + name));
    }
}
