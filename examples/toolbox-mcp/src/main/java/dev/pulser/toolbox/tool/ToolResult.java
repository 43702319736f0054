// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.tool;

import static java.util.Objects.requireNonNull;

/** How one call ended. */
public sealed interface ToolResult {

    /** The call did its work; {@code content} is of the type the tool declared as its output. */
    record Answer(Record content) implements ToolResult {

        public Answer {
            requireNonNull(content, "content");
        }
    }

    /** The call could not be done; {@code reason} is one sentence that says what to change. */
    record Refusal(String reason) implements ToolResult {

        public Refusal {
            requireNonNull(reason, "reason");
        }
    }
}
