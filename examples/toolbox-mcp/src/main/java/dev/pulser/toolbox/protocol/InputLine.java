// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

/** Result of reading one line of the input. */
sealed interface InputLine {

    /** Complete line without its line break; may be blank. */
    record Message(String text) implements InputLine {}

    /** Line that cannot be a message and was skipped. */
    record Unreadable(String reason) implements InputLine {}

    /** End of the input. */
    record End() implements InputLine {}
}
