// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.cli;

/** A meaning that a terminal shows as a colour. */
public enum Style {
    GOOD("32"),
    BAD("31"),
    WARNING("33"),
    FAINT("2"),
    STRONG("1");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String around(String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    /** The style of a task's, an agent's or a process' state. */
    public static Style ofState(String state) {
        return switch (state) {
            case "completed", "healthy", "ready", "approved" -> GOOD;
            case "failed", "unhealthy", "gone", "problem", "quarantined" -> BAD;
            case "retrying", "degraded", "expired", "cancelled", "starting", "note" -> WARNING;
            default -> STRONG;
        };
    }
}
