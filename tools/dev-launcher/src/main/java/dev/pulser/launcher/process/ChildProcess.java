// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Running child process. It has its own session, so that Ctrl-C in the terminal reaches only the launcher, which
 * stops its children in the right order; the {@link ProcessWatchdog} stops it when the launcher itself has died.
 */
public final class ChildProcess {

    private static final int QUOTED_LINES = 15;

    /** Starts the program in a new session; each step is an exec, which keeps the process id. */
    private static final String DETACH =
            "if command -v setsid >/dev/null 2>&1; then exec setsid \"$@\"; else trap '' INT; exec \"$@\"; fi";

    private final ProcessSpec spec;
    private final Process process;
    private final ProcessWatchdog watchdog;
    private final long logOffset;

    private ChildProcess(ProcessSpec spec, Process process, ProcessWatchdog watchdog, long logOffset) {
        this.spec = spec;
        this.process = process;
        this.watchdog = watchdog;
        this.logOffset = logOffset;
    }

    /**
     * Starts a program without waiting for it.
     *
     * @throws LaunchException when it cannot be executed
     */
    public static ChildProcess start(ProcessSpec spec, ProcessWatchdog watchdog) {
        var log = new ProcessLog(spec.log());
        log.prepare();
        var offset = log.length();
        try {
            Files.createDirectories(spec.folder());
            var process = builder(spec).start();
            watchdog.watch(process.pid());
            return new ChildProcess(spec, process, watchdog, offset);
        } catch (IOException e) {
            throw new LaunchException("Cannot start %s: %s".formatted(spec.name(), e.getMessage()), e);
        }
    }

    private static ProcessBuilder builder(ProcessSpec spec) {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", DETACH, "pulser"));
        command.addAll(spec.command());
        var builder = new ProcessBuilder(command)
                .directory(spec.folder().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        return builder;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Terminates it, by force after {@code grace}, and returns once it has ended. */
    public void stop(Duration grace) {
        process.destroy();
        if (!endedWithin(grace)) {
            process.destroyForcibly();
            endedWithin(Duration.ofSeconds(10));
        }
        watchdog.forget(process.pid());
    }

    /** Kills it, and returns once it has ended. */
    public void kill() {
        process.destroyForcibly();
        endedWithin(Duration.ofSeconds(10));
        watchdog.forget(process.pid());
    }

    /** Returns the exception for a process that ended early or was not ready within {@code limit}. */
    public LaunchException failure(Duration limit) {
        var problem = alive()
                ? "%s was not ready within %d s".formatted(spec.name(), limit.toSeconds())
                : "%s exited with code %d before it was ready".formatted(spec.name(), process.exitValue());
        var lines = new ProcessLog(spec.log()).tail(QUOTED_LINES, logOffset);
        var lastLines = lines.isEmpty()
                ? "Its log %s has no new lines.".formatted(spec.log())
                : "Last lines of its log %s:\n  %s".formatted(spec.log(), String.join("\n  ", lines));
        return new LaunchException("%s. %s".formatted(problem, lastLines));
    }

    private boolean endedWithin(Duration limit) {
        var interrupted = false;
        try {
            var end = System.nanoTime() + limit.toNanos();
            while (true) {
                try {
                    return process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true; // the child must not outlive this process
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
