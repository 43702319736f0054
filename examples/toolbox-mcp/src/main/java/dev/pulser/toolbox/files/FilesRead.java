// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.files;

import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolArguments;
import dev.pulser.toolbox.tool.ToolDeclaration;
import dev.pulser.toolbox.tool.ToolResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tool that reads a text file, or its beginning. */
public final class FilesRead implements Tool {

    private static final Parameter.TextParameter PATH =
            Parameter.required("path", "File to read, relative to the root folder.");
    private static final Parameter.IntegerParameter MAX_BYTES =
            new Parameter.IntegerParameter("max_bytes", "Largest number of bytes to read.", 65_536, 1, 200_000);

    private final Folder folder;

    public FilesRead(Folder folder) {
        this.folder = folder;
    }

    /** @param bytes size of the complete file */
    record Content(String path, String text, long bytes, boolean truncated) {}

    @Override
    public ToolDeclaration spec() {
        return new ToolDeclaration(
                "files_read",
                "Read a file",
                "Reads a UTF-8 text file, or its beginning; truncated tells if there is more.",
                List.of(PATH, MAX_BYTES),
                Content.class,
                false);
    }

    @Override
    public ToolResult call(ToolArguments arguments) throws InterruptedException {
        var path = arguments.text(PATH);
        return folder.with(
                path,
                found -> Files.isRegularFile(found)
                        ? read(path, found, arguments.integer(MAX_BYTES))
                        : Folder.notAFile(path));
    }

    private static ToolResult read(String path, Path file, int maxBytes) throws IOException {
        byte[] head;
        try (var input = Files.newInputStream(file)) {
            head = input.readNBytes(maxBytes);
        }
        var size = Files.size(file);
        var truncated = size > head.length;
        var text = CharBuffer.allocate(head.length);
        // A truncated character at the end is dropped, at most three bytes.
        var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head), text, !truncated);
        return decoded.isError()
                ? Folder.notText(path)
                : new ToolResult.Success(new Content(path, text.flip().toString(), size, truncated));
    }
}
