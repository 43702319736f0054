// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.stdio;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which request an answer was for that was too long to be kept: its id stands at one of its ends. */
final class CutAnswer {

    private static final Pattern ID_AT_HEAD =
            Pattern.compile("^\\s*\\{\\s*(?:\"jsonrpc\"\\s*:\\s*\"2\\.0\"\\s*,\\s*)?\"id\"\\s*:\\s*(\\d{1,18})\\s*,");
    private static final Pattern ID_AT_TAIL = Pattern.compile("\"id\"\\s*:\\s*(\\d{1,18})\\s*\\}\\s*$");

    private CutAnswer() {}

    static OptionalLong idOf(Line.TooLong line) {
        var atHead = ID_AT_HEAD.matcher(line.head());
        return atHead.find() ? id(atHead) : atTail(line.tail());
    }

    private static OptionalLong atTail(String tail) {
        var atTail = ID_AT_TAIL.matcher(tail);
        return atTail.find() ? id(atTail) : OptionalLong.empty();
    }

    private static OptionalLong id(Matcher found) {
        return OptionalLong.of(Long.parseLong(found.group(1)));
    }
}
