// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.text;

import dev.pulser.toolbox.files.Folder;
import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolArguments;
import dev.pulser.toolbox.tool.ToolDeclaration;
import dev.pulser.toolbox.tool.ToolResult;
import java.util.List;

/** Tool that lists the headings of a Markdown file. */
public final class MarkdownOutline implements Tool {

    private static final Parameter.TextParameter PATH =
            Parameter.required("path", "Markdown file, relative to the root folder.");

    private final Folder folder;

    public MarkdownOutline(Folder folder) {
        this.folder = folder;
    }

    record Outline(String path, int sections, List<MarkdownText.Heading> headings) {}

    @Override
    public ToolDeclaration spec() {
        return new ToolDeclaration(
                "markdown_outline",
                "Outline of a Markdown file",
                "Lists the headings of a Markdown file, each with its level and line.",
                List.of(PATH),
                Outline.class,
                false);
    }

    @Override
    public ToolResult call(ToolArguments arguments) throws InterruptedException {
        var path = arguments.text(PATH);
        return folder.withText(path, text -> {
            var headings = MarkdownText.parse(text).headings();
            return new ToolResult.Success(new Outline(path, headings.size(), headings));
        });
    }
}
