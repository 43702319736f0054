// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.text;

import dev.pulser.toolbox.files.Folder;
import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolArguments;
import dev.pulser.toolbox.tool.ToolDeclaration;
import dev.pulser.toolbox.tool.ToolResult;
import java.util.List;

/** Tool that measures a Markdown file. */
public final class MarkdownCount implements Tool {

    private static final int WORDS_PER_MINUTE = 200;
    private static final Parameter.TextParameter PATH =
            Parameter.required("path", "Markdown file, relative to the root folder.");

    private final Folder folder;

    public MarkdownCount(Folder folder) {
        this.folder = folder;
    }

    /** @param readingMinutes reading time at {@value #WORDS_PER_MINUTE} words per minute, rounded up */
    record Counts(String path, int words, int lines, int headings, int codeBlocks, int links, int readingMinutes) {}

    @Override
    public ToolDeclaration spec() {
        return new ToolDeclaration(
                "markdown_count",
                "Size of a Markdown file",
                "Counts words, lines, headings, code blocks and links of a Markdown file and estimates how long it"
                        + " takes to read.",
                List.of(PATH),
                Counts.class,
                false);
    }

    @Override
    public ToolResult call(ToolArguments arguments) throws InterruptedException {
        var path = arguments.text(PATH);
        return folder.withText(path, text -> {
            var parsed = MarkdownText.parse(text);
            return new ToolResult.Success(new Counts(
                    path,
                    parsed.words(),
                    parsed.lines(),
                    parsed.headings().size(),
                    parsed.codeBlocks(),
                    parsed.links(),
                    Math.ceilDiv(parsed.words(), WORDS_PER_MINUTE)));
        });
    }
}
