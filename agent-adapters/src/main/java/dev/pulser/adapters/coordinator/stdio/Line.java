// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.stdio;

/** What a server wrote up to a line feed. */
public sealed interface Line {

    /** @param bytes its length, the line feed left out */
    record Text(String text, int bytes) implements Line {}

    /**
     * Longer than allowed; only its ends were kept.
     *
     * @param head its first characters
     * @param tail its last characters
     */
    record TooLong(String head, String tail, long bytes) implements Line {}

    /** Not UTF-8. */
    record Unreadable() implements Line {}
}
