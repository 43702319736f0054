// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.stdio;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Extraction of the request id from a response that was too long to keep. Servers write the id first or last. */
final class TruncatedResponse {

    private static final Pattern ID_FIRST =
            Pattern.compile("^\\s*\\{\\s*(?:\"jsonrpc\"\\s*:\\s*\"2\\.0\"\\s*,\\s*)?\"id\"\\s*:\\s*(\\d{1,18})\\s*,");
    private static final Pattern ID_LAST = Pattern.compile("\"id\"\\s*:\\s*(\\d{1,18})\\s*\\}\\s*$");

    private TruncatedResponse() {}

    static OptionalLong idOf(StdoutLine.TooLong line) {
        var first = ID_FIRST.matcher(line.head());
        return first.find() ? id(first) : idLast(line.tail());
    }

    private static OptionalLong idLast(String tail) {
        var last = ID_LAST.matcher(tail);
        return last.find() ? id(last) : OptionalLong.empty();
    }

    private static OptionalLong id(Matcher match) {
        return OptionalLong.of(Long.parseLong(match.group(1)));
    }
}
