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
 * Root folder of the file tools. Paths that lead out of it by {@code ..} or links are rejected.
 *
 * <p>Thread-safe; at most {@value #READERS} threads hold a file in memory at the same time, others wait.
 */
public final class Folder {

    /** Largest file that is read completely, in bytes. */
    public static final int MAX_FILE_BYTES = 1_048_576;

    private static final int READERS = 4;

    private final Path root;
    private final Semaphore readers = new Semaphore(READERS);

    public Folder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Function of an existing path in the folder. */
    @FunctionalInterface
    public interface PathFunction {

        ToolResult on(Path path) throws IOException;
    }

    public Path root() {
        return root;
    }

    /** Applies {@code work} to the real path of an existing file or folder. */
    ToolResult with(String path, PathFunction work) throws InterruptedException {
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
            return fail("path is invalid: %s.".formatted(e.getReason()));
        } catch (NoSuchFileException | FileNotFoundException e) {
            return Files.isDirectory(root)
                    ? fail("path %s does not exist.".formatted(path))
                    : fail("TOOLBOX_FILES names a folder that does not exist.");
        } catch (AccessDeniedException e) {
            return fail("path %s is not readable.".formatted(path));
        } catch (IOException e) {
            return fail("path %s cannot be read: %s".formatted(path, e.getMessage()));
        } finally {
            readers.release();
        }
    }

    /** Applies {@code work} to the text of a file in UTF-8, of at most {@value #MAX_FILE_BYTES} bytes. */
    public ToolResult withText(String path, Function<String, ToolResult> work) throws InterruptedException {
        return with(path, file -> {
            if (!Files.isRegularFile(file)) {
                return notAFile(path);
            }
            var bytes = Files.size(file);
            if (bytes > MAX_FILE_BYTES) {
                return fail("path %s must have at most %d bytes. It has %d.".formatted(path, MAX_FILE_BYTES, bytes));
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
        return fail("path %s is not a file.".formatted(path));
    }

    static ToolResult notText(String path) {
        return fail("path %s is not UTF-8 text.".formatted(path));
    }

    private static ToolResult outside(String path) {
        return fail("path %s leads out of the root folder.".formatted(path));
    }

    private static ToolResult fail(String reason) {
        return new ToolResult.Failure(reason);
    }
}
