// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Structure of a Markdown text. Of fenced code blocks only the lines count.
 *
 * @param words words in prose and headings, without code
 */
record MarkdownText(int lines, int words, List<Heading> headings, int codeBlocks, int links) {

    // Quantifiers are possessive or bounded, so that matching stays linear on a line of 1 MiB.
    private static final Pattern HEADING = Pattern.compile(" {0,3}(#{1,6})(?:[ \\t](.*))?");
    private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(=+|-+)[ \\t]*");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})(.*)");
    private static final Pattern PARAGRAPH = Pattern.compile(" {0,3}[^\\s>#|*+-].*");
    private static final Pattern LINK =
            Pattern.compile("\\[[^\\[\\]\\n]{0,500}+]\\([^)\\s]{1,300}+[^)\\n]{0,100}+\\)|<https?://[^<>\\s]{1,500}+>");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’_-]*");
    private static final Pattern CODE_SPAN = Pattern.compile("(`{1,8}+)[^`]*+\\1");

    MarkdownText {
        headings = List.copyOf(headings);
    }

    /**
     * @param level 1 to 6
     * @param line  line number, 1 for the first; that of the text for underlined headings
     */
    record Heading(int level, String text, int line) {}

    static MarkdownText parse(String text) {
        return new Parser(text.lines().toList()).parse();
    }

    private static final class Parser {

        private final List<String> lines;
        private final List<Heading> headings = new ArrayList<>();
        private int words;
        private int codeBlocks;
        private int links;

        Parser(List<String> lines) {
            this.lines = lines;
        }

        MarkdownText parse() {
            for (var at = afterFrontMatter(); at < lines.size(); at++) {
                at = block(at);
            }
            return new MarkdownText(lines.size(), words, headings, codeBlocks, links);
        }

        /** Reads the block that begins at this line, and returns the index of its last line. */
        private int block(int at) {
            var line = lines.get(at);
            var fence = FENCE.matcher(line);
            if (fence.matches()
                    && !(fence.group(1).startsWith("`") && fence.group(2).contains("`"))) {
                codeBlocks++;
                return endOfFence(at, fence.group(1));
            }
            count(line);
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                headings.add(new Heading(heading.group(1).length(), title(heading.group(2)), at + 1));
            } else if (underlined(at)) {
                var level = lines.get(at + 1).strip().startsWith("=") ? 1 : 2;
                headings.add(new Heading(level, line.strip(), at + 1));
                return at + 1;
            }
            return at;
        }

        /** Returns the title without closing marks. */
        private static String title(@Nullable String rest) {
            var title = rest == null ? "" : rest.strip();
            var end = title.length();
            while (end > 0 && title.charAt(end - 1) == '#') {
                end--;
            }
            var closed = end == 0 || Character.isWhitespace(title.charAt(end - 1));
            return closed ? title.substring(0, end).strip() : title;
        }

        private boolean underlined(int at) {
            return at + 1 < lines.size()
                    && PARAGRAPH.matcher(lines.get(at)).matches()
                    && UNDERLINE.matcher(lines.get(at + 1)).matches();
        }

        private int endOfFence(int start, String opening) {
            for (var at = start + 1; at < lines.size(); at++) {
                var fence = FENCE.matcher(lines.get(at));
                if (fence.matches()
                        && fence.group(1).startsWith(opening)
                        && fence.group(2).isBlank()) {
                    return at;
                }
            }
            return lines.size();
        }

        private int afterFrontMatter() {
            if (lines.isEmpty() || !lines.getFirst().equals("---")) {
                return 0;
            }
            var end = lines.subList(1, lines.size()).indexOf("---");
            return end < 0 ? 0 : end + 2;
        }

        private void count(String line) {
            var prose = CODE_SPAN.matcher(line).replaceAll(" ");
            links += (int) LINK.matcher(prose).results().count();
            words += (int) WORD.matcher(line).results().count();
        }
    }
}
