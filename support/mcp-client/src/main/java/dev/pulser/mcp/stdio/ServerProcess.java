// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.stdio;

import dev.pulser.mcp.declaration.ServerDefinition;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Process of a server, started without a shell and with the declared environment only.
 *
 * <p>Threads: one each for stdin, stdout and stderr, so that a server that stops reading or writes without end does not block
 * callers.
 */
final class ServerProcess implements AutoCloseable {

    /** Time to read the remaining output after the process has exited. */
    private static final Duration DRAIN_TIMEOUT = Duration.ofMillis(200);

    private static final Duration CLOSE_STEP_TIMEOUT = Duration.ofSeconds(1);

    /** Messages that the server has not read. Beyond, it is considered stuck. */
    private static final int MAX_QUEUED_MESSAGES = 2000;

    /** Interval at which child processes are recorded. */
    private static final Duration CHILD_SCAN_INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(ServerProcess.class);

    private final Process process;
    private final StderrTail stderr = new StderrTail();
    private final BlockingQueue<Optional<String>> stdinQueue = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> stdoutEnded = new CompletableFuture<>();
    private final CompletableFuture<ProcessExit> exit = new CompletableFuture<>();

    /** Child processes at the last scan. The operating system forgets the relation when the parent exits. */
    private volatile List<ProcessHandle> children = List.of();

    private ServerProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts the process of a server.
     *
     * @param maxLineBytes longest line on stdout in bytes
     * @param lines        listener for each line, called on a thread of the process
     * @throws ProcessStartException if the program is missing or cannot be run
     */
    static ServerProcess start(ServerDefinition.Stdio definition, int maxLineBytes, Consumer<StdoutLine> lines)
            throws ProcessStartException {
        var server = new ServerProcess(start(definition));
        var name = definition.name();
        server.thread(name + "-stdout", () -> server.read(maxLineBytes, lines));
        server.thread(name + "-stderr", () -> server.stderr.drain(server.process.getErrorStream()));
        server.thread(name + "-stdin", server::write);
        var _ = server.process.onExit().thenAccept(ended -> server.ended(ended.exitValue()));
        return server;
    }

    private static Process start(ServerDefinition.Stdio definition) throws ProcessStartException {
        var builder = new ProcessBuilder(definition.command());
        builder.environment().clear();
        builder.environment().putAll(definition.environment());
        var directory = definition.workingDirectory();
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw ProcessStartException.of(definition, e);
        }
    }

    private void thread(String name, Runnable work) {
        Thread.ofPlatform().name("mcp-" + name).daemon().start(work);
    }

    private void read(int maxLineBytes, Consumer<StdoutLine> lines) {
        try (var in = process.getInputStream()) {
            var reader = new StdoutLineReader(in, maxLineBytes);
            var line = reader.read();
            scanChildren();
            for (; line != null; line = reader.read()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            LOG.debugf("Reading stdout failed pid=%d error=%s", process.pid(), e.getMessage());
        } finally {
            stdoutEnded.complete(null);
            kill(); // a server without stdout cannot respond
        }
    }

    private void scanChildren() {
        var found = process.descendants().toList();
        if (process.isAlive()) {
            children = found;
        }
    }

    private void write() {
        try (OutputStream out = process.getOutputStream()) {
            long lastScan = System.nanoTime();
            while (process.isAlive()) {
                var line = stdinQueue.poll(1, TimeUnit.SECONDS);
                if (System.nanoTime() - lastScan > CHILD_SCAN_INTERVAL.toNanos()) {
                    scanChildren();
                    lastScan = System.nanoTime();
                }
                if (line == null) {
                    continue;
                }
                if (line.isEmpty()) {
                    return;
                }
                out.write((line.get() + '\n').getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            kill(); // the server has closed stdin
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ended(int code) {
        children.forEach(ProcessHandle::destroyForcibly);
        // A child process may keep stdout open.
        var _ = stdoutEnded
                .completeOnTimeout(null, DRAIN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(() -> exit.complete(new ProcessExit(code, stderr.text())));
    }

    /** Queues a line for stdin without blocking. Does nothing after the process has exited. */
    void send(String line) {
        stdinQueue.add(Optional.of(line));
        if (stdinQueue.size() > MAX_QUEUED_MESSAGES) {
            kill(); // the server has stopped reading
        }
    }

    /** Returns a future that completes when the process has exited and its output has been read. */
    CompletableFuture<ProcessExit> exit() {
        return exit;
    }

    /** Closes stdin, then terminates, then kills the process, with one second between the steps. */
    @Override
    public void close() {
        scanChildren();
        stdinQueue.add(Optional.empty());
        if (!endsWithin(CLOSE_STEP_TIMEOUT)) {
            process.destroy();
            if (!endsWithin(CLOSE_STEP_TIMEOUT)) {
                kill();
            }
        }
    }

    private boolean endsWithin(Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Kills the process and its children. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
