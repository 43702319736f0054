// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * History of operations in a file, one line of JSON per entry. Thread-safe.
 *
 * <p>Errors: {@link UncheckedIOException} when the file cannot be written.
 */
public final class OperationHistory implements AutoCloseable {

    private final RunClock clock;
    private final BufferedWriter out;
    private final AtomicLong operations = new AtomicLong();

    private OperationHistory(RunClock clock, BufferedWriter out) {
        this.clock = clock;
        this.out = out;
    }

    public static OperationHistory create(Path file, RunClock clock) throws IOException {
        return new OperationHistory(clock, Files.newBufferedWriter(file, StandardCharsets.UTF_8));
    }

    /** Records the invocation of an operation, and returns its number. */
    public long invoke(int client, String kind, Map<String, String> facts) {
        long op = operations.incrementAndGet();
        write(OperationPhase.INVOKE, op, client, kind, facts);
        return op;
    }

    /** Records the completion of an operation, or that its outcome is unknown. */
    public void complete(OperationPhase phase, long op, int client, String kind, Map<String, String> facts) {
        write(phase, op, client, kind, facts);
    }

    private synchronized void write(OperationPhase phase, long op, int client, String kind, Map<String, String> facts) {
        try {
            out.write(HistoryEntryJson.line(new HistoryEntry(clock.now(), phase, op, client, kind, facts)));
            out.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException("history cannot be written", e);
        }
    }

    /** Reads all entries of a closed file. */
    public static List<HistoryEntry> read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(HistoryEntryJson::parse).toList();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
