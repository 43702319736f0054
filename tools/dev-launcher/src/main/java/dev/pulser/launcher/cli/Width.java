// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How much room a text takes on a terminal, and how much there is. */
final class Width {

    /** Where nobody knows better. */
    static final int USUAL = 120;

    private static final int NARROWEST = 40;
    private static final int FIRST_WIDE = 0x1100;
    private static final int FIRST_EMOJI = 0x1F300;
    private static final int LAST_EMOJI = 0x1FAFF;

    private Width() {}

    /** Of this process. */
    static int ofTerminal() {
        var variable = System.getenv("COLUMNS");
        return columns(variable == null || variable.isBlank() ? asked() : variable);
    }

    /** {@code text} is a number, or rows and columns. */
    static int columns(String text) {
        var last = text.strip().replaceAll(".*\\s", "");
        return last.matches("[1-9][0-9]{0,3}") ? Math.max(NARROWEST, Integer.parseInt(last)) : USUAL;
    }

    private static String asked() {
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

    /** In columns: pictures and East Asian letters take two, what joins the letter before it takes none. */
    static int of(String text) {
        return text.codePoints().map(Width::ofLetter).sum();
    }

    private static int ofLetter(int letter) {
        int type = Character.getType(letter);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        if (letter < FIRST_WIDE) {
            return 1;
        }
        boolean emoji = letter >= FIRST_EMOJI && letter <= LAST_EMOJI;
        return emoji || Character.isIdeographic(letter) || isWideScript(letter) ? 2 : 1;
    }

    private static boolean isWideScript(int letter) {
        return switch (Character.UnicodeScript.of(letter)) {
            case HANGUL, HIRAGANA, KATAKANA -> true;
            default -> false;
        };
    }

    /** {@code text}, or its beginning and an ellipsis where it is wider than {@code columns}. */
    static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int used = 1; // the ellipsis
        int end = 0;
        while (used + ofLetter(text.codePointAt(end)) <= columns) {
            used += ofLetter(text.codePointAt(end));
            end += Character.charCount(text.codePointAt(end));
        }
        return text.substring(0, end).stripTrailing() + "…";
    }
}
