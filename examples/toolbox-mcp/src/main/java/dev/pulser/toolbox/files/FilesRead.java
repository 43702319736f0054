// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.files;

import dev.pulser.toolbox.tool.Arguments;
import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolResult;
import dev.pulser.toolbox.tool.ToolSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the beginning of a text file. */
public final class FilesRead implements Tool {

    private static final Parameter.Text PATH = Parameter.required("path", "File to read, relative to the root folder.");
    private static final Parameter.Whole MAX_BYTES =
            new Parameter.Whole("max_bytes", "How much of the file to read at most.", 65_536, 1, 200_000);

    private final Folder folder;

    public FilesRead(Folder folder) {
        this.folder = folder;
    }

    /** @param bytes size of the whole file */
    record Content(String path, String text, long bytes, boolean truncated) {}

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "files_read",
                "Read a file",
                "Reads a UTF-8 text file, or its beginning; says when it was cut.",
                List.of(PATH, MAX_BYTES),
                Content.class,
                false);
    }

    @Override
    public ToolResult call(Arguments arguments) throws InterruptedException {
        var path = arguments.text(PATH);
        return folder.with(
                path,
                found -> Files.isRegularFile(found)
                        ? read(path, found, arguments.whole(MAX_BYTES))
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
        // Cut in the middle of a character, the rest of that character stays unread: at most three bytes.
        var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head), text, !truncated);
        return decoded.isError()
                ? Folder.notText(path)
                : new ToolResult.Answer(new Content(path, text.flip().toString(), size, truncated));
    }
}
