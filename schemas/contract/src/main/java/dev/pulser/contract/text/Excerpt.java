// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Truncation and quoting of text from outside, such as user input and agent responses, for logs and messages. */
public final class Excerpt {

    /** Characters of a user's value that a validation message shows. */
    private static final int ESCAPED_CHARS = 40;

    /** Characters of text from an agent or server that a message shows. */
    private static final int LINE_CHARS = 200;

    private static final char ELLIPSIS = '…';

    private Excerpt() {}

    /** Returns {@code text}, or its first {@code maxChars} characters and an ellipsis. Never splits a surrogate pair. */
    public static String truncate(String text, int maxChars) {
        if (text.length() <= maxChars) {
            return text;
        }
        int end = maxChars > 0 && Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
        return text.substring(0, end).stripTrailing() + ELLIPSIS;
    }

    /** Returns the text on one line of at most 200 characters, with runs of blanks and unprintable characters as one blank. */
    public static String line(String text) {
        return line(text, LINE_CHARS);
    }

    /** Returns the text on one line, with runs of blanks and unprintable characters as one blank, truncated. */
    public static String line(String text, int maxChars) {
        var printable = new StringBuilder(Math.min(text.length(), maxChars + 1));
        text.codePoints().map(c -> isVisible(c) ? c : ' ').forEach(printable::appendCodePoint);
        return truncate(printable.toString().replaceAll(" +", " ").strip(), maxChars);
    }

    /** Returns the beginning of a UTF-8 body on one line of at most 200 characters; malformed bytes are replaced. */
    public static String line(ByteBuffer body) {
        var head = body.duplicate();
        head.limit(head.position() + Math.min(head.remaining(), 4 * LINE_CHARS));
        return line(StandardCharsets.UTF_8.decode(head).toString());
    }

    /** Returns the text on one line in typographic quotes, truncated, for use inside a sentence. */
    public static String quoted(String text, int maxChars) {
        return '“' + line(text.replace('“', '"').replace('”', '"'), maxChars) + '”';
    }

    /** Returns the first 40 characters in straight quotes, with quotes and unprintable characters escaped as in JSON. */
    public static String escaped(String value) {
        var text = new StringBuilder("\"");
        value.codePoints().limit(ESCAPED_CHARS).forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').appendCodePoint(c);
            } else if (isUnprintable(c)) {
                text.append("\\u%04x".formatted(c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.append(value.codePointCount(0, value.length()) > ESCAPED_CHARS ? "…\"" : "\"")
                .toString();
    }

    private static boolean isVisible(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.FORMAT
                && type != Character.UNASSIGNED
                && !isUnprintable(codePoint)
                && !Character.isWhitespace(codePoint);
    }

    /** Returns true for characters that change how the text around them is shown: controls, separators, text direction. */
    public static boolean isUnprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT ->
                Character.UnicodeBlock.GENERAL_PUNCTUATION.equals(Character.UnicodeBlock.of(codePoint));
            default -> false;
        };
    }
}
