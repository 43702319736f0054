// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alert;

import java.util.Arrays;
import java.util.Locale;

/** What an alert is about. */
public enum AlertKind {
    AGENT_UNHEALTHY("agent", false),
    /** Of use only to who was told that the agent was unhealthy. */
    AGENT_BACK("agent", true),
    QUEUE_DEEP("queue", false),
    SERVICE_LEVEL("level", false),
    /** An approval may have been read a moment after the definition that it is for. */
    TOOL_QUARANTINED("tool", true);

    private final String noun;
    private final boolean verified;

    AlertKind(String noun, boolean verified) {
        this.noun = noun;
        this.verified = verified;
    }

    /** Whether it is looked at again before it is told, also where nothing held it back. */
    public boolean isVerified() {
        return verified;
    }

    /** What an alert of this kind about {@code name} is about: {@code agent maya}, {@code tool files/read}. */
    public String subject(Object name) {
        return noun + ' ' + name;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads {@link #wireName}. */
    public static AlertKind parse(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no alert of kind " + name));
    }
}
