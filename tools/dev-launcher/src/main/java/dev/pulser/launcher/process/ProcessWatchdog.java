// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Watchdog that stops the child processes when this JVM ends abnormally ({@code kill -9}, a crash, out of memory).
 *
 * <p>A small shell holds the list of process ids and reads from a pipe of this JVM, which closes when the JVM ends. The
 * processes that are then on the list are terminated, and killed five seconds later.
 *
 * <p>Threads: safe.
 */
public final class ProcessWatchdog implements AutoCloseable {

    private static final String SCRIPT = """
            trap '' INT TERM HUP
            pids=' '
            while read -r line; do
                case $line in
                    +*) pids="$pids${line#+} " ;;
                    -*) pids=$(printf '%s' "$pids" | sed "s/ ${line#-} / /") ;;
                esac
            done
            for pid in $pids; do kill "$pid" 2>/dev/null; done
            for _ in 1 2 3 4 5; do
                alive=
                for pid in $pids; do
                    if kill -0 "$pid" 2>/dev/null; then alive="$alive $pid"; fi
                done
                [ -n "$alive" ] || exit 0
                sleep 1
            done
            for pid in $alive; do kill -9 "$pid" 2>/dev/null; done
            """;

    private final Process shell;
    private final Writer pipe;
    private boolean closed;

    private ProcessWatchdog(Process shell) {
        this.shell = shell;
        this.pipe = shell.outputWriter(StandardCharsets.US_ASCII);
    }

    public static ProcessWatchdog start() {
        try {
            return new ProcessWatchdog(new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            "if command -v setsid >/dev/null 2>&1; then exec setsid /bin/sh -c \"$1\"; else eval \"$1\"; fi",
                            "pulser-watchdog",
                            SCRIPT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot execute /bin/sh", e);
        }
    }

    /** Adds a process that must not outlive this JVM. */
    public void watch(long pid) {
        send("+" + pid);
    }

    /** Removes a process that has ended, since its id may be reused. */
    public void forget(long pid) {
        send("-" + pid);
    }

    private synchronized void send(String line) {
        if (closed) {
            return;
        }
        try {
            pipe.write(line + "\n");
            pipe.flush();
        } catch (IOException e) {
            if (shell.isAlive()) {
                throw new UncheckedIOException("Cannot write to the process watchdog", e);
            }
        }
    }

    /** Stops the processes that are still watched. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            pipe.close();
        } catch (IOException e) {
            shell.destroyForcibly();
        }
    }
}
