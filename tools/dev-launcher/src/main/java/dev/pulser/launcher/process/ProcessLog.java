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

/** The log file of a child process: set aside when large, its end quoted when the child fails. */
public record ProcessLog(Path file) {

    /** A file larger than this is moved to {@code <name>.1} before the next start. */
    static final long MAX_BYTES = 8L * 1024 * 1024;

    private static final int TAIL_BYTES = 16 * 1024;

    /** Makes the folder, and room for the next run. */
    public void prepare() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log " + file, e);
        }
    }

    /** How long the file is now, in bytes; the place to read on from. */
    public long length() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether {@code text} was written after {@code offset}. */
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

    /** The last {@code count} lines that were written after {@code offset}, oldest first. */
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
