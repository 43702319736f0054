// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.text;

import dev.pulser.toolbox.files.TextInput;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolArguments;
import dev.pulser.toolbox.tool.ToolDeclaration;
import dev.pulser.toolbox.tool.ToolResult;
import java.util.List;
import java.util.regex.Pattern;

/** Tool that counts the characters, lines, words and sentences of a text. */
public final class TextStats implements Tool {

    private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<![.!?…])[.!?…]++(?=[\\s\"')\\]”’]|$)");

    private final TextInput input;

    public TextStats(TextInput input) {
        this.input = input;
    }

    /** @param characters number of Unicode code points */
    record Stats(int characters, long lines, long words, long distinctWords, long sentences) {}

    @Override
    public ToolDeclaration spec() {
        return new ToolDeclaration(
                "text_stats",
                "Size of a text",
                "Counts characters, lines, words, distinct words and sentences of a text.",
                List.of(TextInput.PATH, TextInput.TEXT),
                Stats.class,
                false);
    }

    @Override
    public ToolResult call(ToolArguments arguments) throws InterruptedException {
        return input.with(arguments, text -> new ToolResult.Success(stats(text)));
    }

    private static Stats stats(String text) {
        return new Stats(
                text.codePointCount(0, text.length()),
                text.lines().count(),
                WordSplitter.of(text).count(),
                WordSplitter.of(text).distinct().count(),
                END_OF_SENTENCE.matcher(text).results().count());
    }
}
