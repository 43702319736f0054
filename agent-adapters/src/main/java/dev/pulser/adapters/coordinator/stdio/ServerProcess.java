// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.stdio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A server's process, with an empty environment but for what is given, and no shell.
 *
 * <p>Threads: three of its own, so that a server which does not read, or does not stop talking, blocks nobody else.
 */
public final class ServerProcess implements AutoCloseable {

    /** For what was written before the end to be read. */
    private static final Duration LAST_WORDS = Duration.ofMillis(200);

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MAX_UNREAD = 2000;

    /** Between two looks at what the process has started. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(ServerProcess.class);

    private final Process process;
    private final StderrTail stderr = new StderrTail();
    private final BlockingQueue<Optional<String>> outbox = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> stdoutEnded = new CompletableFuture<>();
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();

    /** What it has started, when it was looked at last: once it has ended, nobody knows whose they were. */
    private volatile List<ProcessHandle> family = List.of();

    private ServerProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param maxLineBytes of a line on its stdout
     * @param lines        gets each line, on a thread of the process
     * @throws IOException where there is no such program, or it cannot be run
     */
    public static ServerProcess start(
            String name,
            List<String> command,
            Map<String, String> environment,
            @Nullable Path folder,
            int maxLineBytes,
            Consumer<Line> lines)
            throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        var server = new ServerProcess(start(builder, folder));
        server.thread(name + "-stdout", () -> server.read(maxLineBytes, lines));
        server.thread(name + "-stderr", () -> server.stderr.drain(server.process.getErrorStream()));
        server.thread(name + "-stdin", server::write);
        var _ = server.process.onExit().thenAccept(ended -> server.ended(ended.exitValue()));
        return server;
    }

    private static Process start(ProcessBuilder builder, @Nullable Path folder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw StartProblem.of(builder.command(), folder, e);
        }
    }

    private void thread(String name, Runnable work) {
        Thread.ofPlatform().name("mcp-" + name).daemon().start(work);
    }

    private void read(int maxLineBytes, Consumer<Line> lines) {
        try (var in = process.getInputStream()) {
            var reader = new LineReader(in, maxLineBytes);
            var line = reader.read();
            lookAtFamily();
            for (; line != null; line = reader.read()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            LOG.debugf("stdout broke pid=%d error=%s", process.pid(), e.getMessage());
        } finally {
            stdoutEnded.complete(null);
            kill(); // who has closed stdout can answer nothing any more
        }
    }

    private void lookAtFamily() {
        var seen = process.descendants().toList();
        if (process.isAlive()) {
            family = seen;
        }
    }

    private void write() {
        try (OutputStream out = process.getOutputStream()) {
            long lookedAt = System.nanoTime();
            while (process.isAlive()) {
                var line = outbox.poll(1, TimeUnit.SECONDS);
                if (System.nanoTime() - lookedAt > LOOK_EVERY.toNanos()) {
                    lookAtFamily();
                    lookedAt = System.nanoTime();
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
            kill(); // it has closed stdin
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ended(int code) {
        family.forEach(ProcessHandle::destroyForcibly);
        // A child of it may hold stdout open: not longer than this.
        var _ = stdoutEnded
                .completeOnTimeout(null, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(() -> exit.complete(new Exit(code, stderr.text())));
    }

    /** Sends a line; does not block. Does nothing once the process has ended. */
    public void send(String line) {
        outbox.add(Optional.of(line));
        if (outbox.size() > MAX_UNREAD) {
            kill(); // it reads nothing any more
        }
    }

    /** Completes when the process has ended and what it wrote has been read. */
    public CompletableFuture<Exit> exit() {
        return exit;
    }

    public long pid() {
        return process.pid();
    }

    /** Ends it: closes its stdin, asks, then kills, with a second between. */
    @Override
    public void close() {
        lookAtFamily();
        outbox.add(Optional.empty());
        if (!endsWithin(PATIENCE)) {
            process.destroy();
            if (!endsWithin(PATIENCE)) {
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

    /** Kills it and what it has started. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
