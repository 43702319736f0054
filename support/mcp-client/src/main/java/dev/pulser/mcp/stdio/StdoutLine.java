// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.stdio;

/** Line that a server wrote to its standard output, without the line feed. */
sealed interface StdoutLine {

    /** @param bytes length in bytes */
    record Text(String text, int bytes) implements StdoutLine {}

    /**
     * Line longer than the limit. Only its beginning and end are kept.
     *
     * @param head first characters, as ISO 8859-1
     * @param tail last characters, as ISO 8859-1
     */
    record TooLong(String head, String tail, long bytes) implements StdoutLine {}

    /** Line that is not valid UTF-8. */
    record InvalidUtf8() implements StdoutLine {}
}
