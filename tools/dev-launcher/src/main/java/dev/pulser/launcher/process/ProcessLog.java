// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Log file of a child process, which is rotated before a start and quoted after a failure. */
public record ProcessLog(Path file) {

    /** Size in bytes above which the file is moved to {@code <name>.1} before the next start. */
    static final long MAX_BYTES = 8L * 1024 * 1024;

    private static final int TAIL_BYTES = 16 * 1024;

    /** Creates the folder, and rotates a large file. */
    public void prepare() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the log file " + file, e);
        }
    }

    /** Returns the length of the file in bytes, from which later output can be read. */
    public long length() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Returns true when {@code text} was written after {@code offset}. */
    public boolean contains(String text, long offset) {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(Math.min(offset, in.length()));
            var bytes = new byte[(int) Math.min(in.length() - in.getFilePointer(), MAX_BYTES)];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the last {@code count} lines written after {@code offset}, the oldest first. */
    public List<String> tail(int count, long offset) {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var from = Math.max(offset, in.length() - TAIL_BYTES);
            in.seek(from);
            var bytes = new byte[(int) (in.length() - from)];
            in.readFully(bytes);
            var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
