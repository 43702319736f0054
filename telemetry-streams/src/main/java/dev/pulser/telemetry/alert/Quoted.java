// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alert;

/** What an agent or a server said, fit to stand in a sentence of ours: one line, cut, nothing invisible, in quotes. */
final class Quoted {

    static final int MOST = 300;

    private Quoted() {}

    static String of(String said) {
        var shown = new StringBuilder();
        said.codePoints().map(Quoted::visible).forEach(shown::appendCodePoint);
        var line = shown.toString().replaceAll(" +", " ").strip();
        if (line.codePointCount(0, line.length()) > MOST) {
            line = line.substring(0, line.offsetByCodePoints(0, MOST)).stripTrailing() + "…";
        }
        return '“' + line + '”';
    }

    /** A blank in place of controls, line ends, and what turns the direction of text or is no character. */
    private static int visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> ' ';
            default -> codePoint == '“' || codePoint == '”' ? '"' : codePoint;
        };
    }
}
