// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Terminal statuses of tasks in responses. */
public final class TerminalStatus {

    private static final Set<String> TERMINAL = Set.of("completed", "failed", "cancelled", "expired");

    private TerminalStatus() {}

    /** Returns true when the task has ended. */
    public static boolean hasEnded(JsonNode task) {
        return TERMINAL.contains(task.path("status").asText());
    }

    /** Returns true when the task has ended successfully. */
    public static boolean hasCompleted(JsonNode task) {
        return task.path("status").asText().equals("completed");
    }
}
