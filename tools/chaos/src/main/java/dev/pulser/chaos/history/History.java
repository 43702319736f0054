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
 * Writes a history, a line of JSON for each entry. Safe from any thread.
 *
 * <p>Errors: a file that cannot be written ends the run by an {@link UncheckedIOException}.
 */
public final class History implements AutoCloseable {

    private final Timepiece timepiece;
    private final BufferedWriter out;
    private final AtomicLong operations = new AtomicLong();

    private History(Timepiece timepiece, BufferedWriter out) {
        this.timepiece = timepiece;
        this.out = out;
    }

    public static History create(Path file, Timepiece timepiece) throws IOException {
        return new History(timepiece, Files.newBufferedWriter(file, StandardCharsets.UTF_8));
    }

    /** Something begins; returns the number of the operation. */
    public long invoke(int client, String kind, Map<String, String> facts) {
        long op = operations.incrementAndGet();
        write(Phase.INVOKE, op, client, kind, facts);
        return op;
    }

    /** The operation is over, or will never be known to be. */
    public void complete(Phase phase, long op, int client, String kind, Map<String, String> facts) {
        write(phase, op, client, kind, facts);
    }

    private synchronized void write(Phase phase, long op, int client, String kind, Map<String, String> facts) {
        try {
            out.write(EntryForm.line(new Entry(timepiece.now(), phase, op, client, kind, facts)));
            out.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException("the history cannot be written", e);
        }
    }

    /** Every entry of a file that {@link #close()} has ended. */
    public static List<Entry> read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(EntryForm::parse).toList();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
