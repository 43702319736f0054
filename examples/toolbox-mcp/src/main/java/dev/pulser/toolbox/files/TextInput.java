// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.files;

import dev.pulser.toolbox.tool.Arguments;
import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.ToolResult;
import java.util.function.Function;

/**
 * The choice between the text of a file and a text given in the call.
 *
 * <p>The schema leaves both optional, because many models' APIs refuse {@code oneOf} at the top of an input schema.
 */
public final class TextInput {

    public static final Parameter.Text PATH =
            Parameter.optional("path", "File to read, relative to the folder. Give either path or text.");
    public static final Parameter.Text TEXT = Parameter.optional("text", "The text itself. Give either path or text.");

    private final Folder folder;

    public TextInput(Folder folder) {
        this.folder = folder;
    }

    public ToolResult with(Arguments arguments, Function<String, ToolResult> work) throws InterruptedException {
        var path = arguments.find(PATH);
        var text = arguments.find(TEXT);
        if (path.isPresent() == text.isPresent()) {
            return new ToolResult.Refusal("exactly one of path and text must be given");
        }
        return path.isPresent() ? folder.withText(path.get(), work) : work.apply(text.orElseThrow());
    }
}
