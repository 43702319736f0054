// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.text;

import dev.pulser.toolbox.files.TextInput;
import dev.pulser.toolbox.tool.Arguments;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolResult;
import dev.pulser.toolbox.tool.ToolSpec;
import java.util.List;
import java.util.regex.Pattern;

/** The size of a text. */
public final class TextStats implements Tool {

    private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<![.!?…])[.!?…]++(?=[\\s\"')\\]”’]|$)");

    private final TextInput input;

    public TextStats(TextInput input) {
        this.input = input;
    }

    /** @param characters Unicode code points */
    record Stats(int characters, long lines, long words, long distinctWords, long sentences) {}

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "text_stats",
                "Size of a text",
                "Counts characters, lines, words, different words and sentences of a text.",
                List.of(TextInput.PATH, TextInput.TEXT),
                Stats.class,
                false);
    }

    @Override
    public ToolResult call(Arguments arguments) throws InterruptedException {
        return input.with(arguments, text -> new ToolResult.Answer(stats(text)));
    }

    private static Stats stats(String text) {
        return new Stats(
                text.codePointCount(0, text.length()),
                text.lines().count(),
                Words.of(text).count(),
                Words.of(text).distinct().count(),
                END_OF_SENTENCE.matcher(text).results().count());
    }
}
