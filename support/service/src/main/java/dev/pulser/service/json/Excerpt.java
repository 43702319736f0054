// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.json;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Beginning of untrusted text, printable and on one line. */
public final class Excerpt {

    private static final int MAX_CHARS = 200;

    private Excerpt() {}

    /** Returns a colon and the beginning of {@code body}; an empty string if the body is blank. */
    public static String of(ByteBuffer body) {
        var head = body.duplicate().limit(Math.min(body.limit(), 4 * MAX_CHARS));
        var text = printable(StandardCharsets.UTF_8.decode(head).toString());
        return text.isEmpty() ? "" : ": " + text;
    }

    public static String printable(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return line.length() <= MAX_CHARS ? line : line.substring(0, MAX_CHARS) + "…";
    }
}
