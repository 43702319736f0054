// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.json;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The beginning of what a stranger said, safe to show in one line. */
public final class Excerpt {

    private static final int MAX_CHARS = 200;

    private Excerpt() {}

    /** A colon and the beginning of {@code body}; nothing when it is blank. */
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
