// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.files;

import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.ToolArguments;
import dev.pulser.toolbox.tool.ToolResult;
import java.util.function.Function;

/**
 * Input of a tool: the text of a file, or a text argument.
 *
 * <p>Both parameters are optional in the schema, because many APIs of models reject {@code oneOf} at the top of a schema.
 */
public final class TextInput {

    public static final Parameter.TextParameter PATH =
            Parameter.optional("path", "File to read, relative to the folder. Give either path or text.");
    public static final Parameter.TextParameter TEXT =
            Parameter.optional("text", "Text to process. Give either path or text.");

    private final Folder folder;

    public TextInput(Folder folder) {
        this.folder = folder;
    }

    public ToolResult with(ToolArguments arguments, Function<String, ToolResult> work) throws InterruptedException {
        var path = arguments.find(PATH);
        var text = arguments.find(TEXT);
        if (path.isPresent() == text.isPresent()) {
            return new ToolResult.Failure("Exactly one of path and text is required.");
        }
        return path.isPresent() ? folder.withText(path.get(), work) : work.apply(text.orElseThrow());
    }
}
