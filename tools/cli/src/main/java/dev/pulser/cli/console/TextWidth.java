// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Width of texts and of the terminal, in columns. */
final class TextWidth {

    /** Width of a console that is no terminal. */
    static final int DEFAULT = 120;

    private static final int MIN_COLUMNS = 40;
    private static final int FIRST_WIDE = 0x1100;
    private static final int FIRST_EMOJI = 0x1F300;
    private static final int LAST_EMOJI = 0x1FAFF;

    private TextWidth() {}

    /** Returns the width of the terminal of this process. */
    static int ofTerminal() {
        var variable = System.getenv("COLUMNS");
        return columns(variable == null || variable.isBlank() ? sizeFromStty() : variable);
    }

    /** Parses "columns" or "rows columns"; returns the default for anything else. */
    static int columns(String text) {
        var last = text.strip().replaceAll(".*\\s", "");
        return last.matches("[1-9][0-9]{0,3}") ? Math.max(MIN_COLUMNS, Integer.parseInt(last)) : DEFAULT;
    }

    private static String sizeFromStty() {
        try {
            var process = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns the width of {@code text}: emoji and East Asian characters take two columns, combining marks none. */
    static int of(String text) {
        return text.codePoints().map(TextWidth::ofCodePoint).sum();
    }

    private static int ofCodePoint(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        if (codePoint < FIRST_WIDE) {
            return 1;
        }
        boolean emoji = codePoint >= FIRST_EMOJI && codePoint <= LAST_EMOJI;
        return emoji || Character.isIdeographic(codePoint) || isWideScript(codePoint) ? 2 : 1;
    }

    private static boolean isWideScript(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HANGUL, HIRAGANA, KATAKANA -> true;
            default -> false;
        };
    }

    /** Returns {@code text}, or its beginning and an ellipsis when it is wider than {@code columns}. */
    static String truncate(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int used = 1; // the ellipsis
        int end = 0;
        while (used + ofCodePoint(text.codePointAt(end)) <= columns) {
            used += ofCodePoint(text.codePointAt(end));
            end += Character.charCount(text.codePointAt(end));
        }
        return text.substring(0, end).stripTrailing() + "…";
    }
}
