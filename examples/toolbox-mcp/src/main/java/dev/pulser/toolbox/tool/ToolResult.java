// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.tool;

import static java.util.Objects.requireNonNull;

/** Result of a call. */
public sealed interface ToolResult {

    /** Successful result; the content has the declared output type of the tool. */
    record Success(Record content) implements ToolResult {

        public Success {
            requireNonNull(content, "content");
        }
    }

    /** Failed call; the reason says what to change. */
    record Failure(String reason) implements ToolResult {

        public Failure {
            requireNonNull(reason, "reason");
        }
    }
}
