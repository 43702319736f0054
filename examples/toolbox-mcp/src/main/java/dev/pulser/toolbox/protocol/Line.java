// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

/** What one read of the input gives. */
sealed interface Line {

    /** A whole line without its line break; may be blank. */
    record Message(String text) implements Line {}

    /** A line that cannot be a message and was skipped up to its end. */
    record Unreadable(String reason) implements Line {}

    /** The client closed the input. */
    record End() implements Line {}
}
