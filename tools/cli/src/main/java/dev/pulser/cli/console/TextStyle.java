// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.console;

/** Meaning of a text, shown as a color on a terminal. */
public enum TextStyle {
    GOOD("32"),
    BAD("31"),
    WARNING("33"),
    FAINT("2"),
    STRONG("1");

    private final String code;

    TextStyle(String code) {
        this.code = code;
    }

    String around(String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    /** Returns the style for the state of a task, an agent, a server or a process. */
    public static TextStyle ofState(String state) {
        return switch (state) {
            case "completed", "healthy", "ready", "approved" -> GOOD;
            case "failed", "unhealthy", "gone", "problem", "quarantined" -> BAD;
            case "retrying", "degraded", "expired", "cancelled", "starting", "note" -> WARNING;
            default -> STRONG;
        };
    }
}
