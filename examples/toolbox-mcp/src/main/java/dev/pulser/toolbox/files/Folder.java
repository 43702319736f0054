// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.files;

import dev.pulser.toolbox.tool.ToolResult;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * The one folder tools may read. A path that leads out of it, by {@code ..} or by a link, is refused.
 *
 * <p>Threads: any number; at most {@value #READERS} hold a file in memory at once, the others wait.
 */
public final class Folder {

    /** The largest file that is read as a whole, in bytes. */
    public static final int MAX_FILE_BYTES = 1_048_576;

    private static final int READERS = 4;

    private final Path root;
    private final Semaphore readers = new Semaphore(READERS);

    public Folder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** What is done with a path that was found inside the folder. */
    @FunctionalInterface
    public interface PathWork {

        ToolResult on(Path path) throws IOException;
    }

    public Path root() {
        return root;
    }

    /** Hands the real path of an existing file or folder to {@code work}. */
    ToolResult with(String path, PathWork work) throws InterruptedException {
        readers.acquire();
        try {
            var real = root.toRealPath();
            var asked = root.resolve(path).normalize();
            if (!asked.startsWith(root) && !asked.startsWith(real)) {
                return outside(path);
            }
            var found = asked.toRealPath();
            return found.startsWith(real) ? work.on(found) : outside(path);
        } catch (InvalidPathException e) {
            return refuse("path is not a path: " + e.getReason());
        } catch (NoSuchFileException | FileNotFoundException e) {
            return Files.isDirectory(root)
                    ? refuse("path %s does not exist".formatted(path))
                    : refuse("TOOLBOX_FILES names a folder that does not exist");
        } catch (AccessDeniedException e) {
            return refuse("path %s may not be read".formatted(path));
        } catch (IOException e) {
            return refuse("path %s cannot be read: %s".formatted(path, e.getMessage()));
        } finally {
            readers.release();
        }
    }

    /** Hands the text of a file to {@code work}: UTF-8, at most {@value #MAX_FILE_BYTES} bytes. */
    public ToolResult withText(String path, Function<String, ToolResult> work) throws InterruptedException {
        return with(path, file -> {
            if (!Files.isRegularFile(file)) {
                return notAFile(path);
            }
            var bytes = Files.size(file);
            if (bytes > MAX_FILE_BYTES) {
                return refuse("path %s has %d bytes, the limit is %d".formatted(path, bytes, MAX_FILE_BYTES));
            }
            try {
                var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)));
                return work.apply(text.toString());
            } catch (CharacterCodingException e) {
                return notText(path);
            }
        });
    }

    static ToolResult notAFile(String path) {
        return refuse("path %s is not a file".formatted(path));
    }

    static ToolResult notText(String path) {
        return refuse("path %s is not UTF-8 text".formatted(path));
    }

    private static ToolResult outside(String path) {
        return refuse("path %s leads out of the folder that may be read".formatted(path));
    }

    private static ToolResult refuse(String reason) {
        return new ToolResult.Refusal(reason);
    }
}
