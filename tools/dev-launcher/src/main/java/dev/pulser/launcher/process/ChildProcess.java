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
 * A running child. It stands in a session of its own, so that Ctrl-C in the terminal reaches only the launcher, which
 * then ends its children in the right order; the {@link Reaper} ends it when the launcher itself is gone.
 */
public final class ChildProcess {

    private static final int QUOTED_LINES = 15;

    /** The same process id stays: every step of this is an exec. */
    private static final String DETACH =
            "if command -v setsid >/dev/null 2>&1; then exec setsid \"$@\"; else trap '' INT; exec \"$@\"; fi";

    private final Launch launch;
    private final Process process;
    private final Reaper reaper;
    private final long logOffset;

    private ChildProcess(Launch launch, Process process, Reaper reaper, long logOffset) {
        this.launch = launch;
        this.process = process;
        this.reaper = reaper;
        this.logOffset = logOffset;
    }

    /**
     * Starts the program; does not wait for it.
     *
     * @throws LaunchFailure when it cannot be run at all
     */
    public static ChildProcess start(Launch launch, Reaper reaper) {
        var log = new ProcessLog(launch.log());
        log.prepare();
        var offset = log.length();
        try {
            Files.createDirectories(launch.folder());
            var process = builder(launch).start();
            reaper.watch(process.pid());
            return new ChildProcess(launch, process, reaper, offset);
        } catch (IOException e) {
            throw new LaunchFailure("cannot start %s: %s".formatted(launch.name(), e.getMessage()), e);
        }
    }

    private static ProcessBuilder builder(Launch launch) {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", DETACH, "pulser"));
        command.addAll(launch.command());
        var builder = new ProcessBuilder(command)
                .directory(launch.folder().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
        builder.environment().putAll(launch.environment());
        return builder;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Asks it to end, and forces it after {@code grace}. Returns when it is gone. */
    public void stop(Duration grace) {
        process.destroy();
        if (!goneWithin(grace)) {
            process.destroyForcibly();
            goneWithin(Duration.ofSeconds(10));
        }
        reaper.forget(process.pid());
    }

    /** Ends it without asking. Returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        goneWithin(Duration.ofSeconds(10));
        reaper.forget(process.pid());
    }

    /** What to tell the user when it ended early or did not get ready within {@code limit}. */
    public LaunchFailure failure(Duration limit) {
        var what = alive()
                ? "%s is not ready after %d s".formatted(launch.name(), limit.toSeconds())
                : "%s ended with exit code %d before it was ready".formatted(launch.name(), process.exitValue());
        var lines = new ProcessLog(launch.log()).tail(QUOTED_LINES, logOffset);
        var quoted = lines.isEmpty() ? "" : ":\n  " + String.join("\n  ", lines);
        return new LaunchFailure(
                "%s; its log %s ends with%s".formatted(what, launch.log(), quoted.isEmpty() ? " nothing new" : quoted));
    }

    private boolean goneWithin(Duration limit) {
        var interrupted = false;
        try {
            var end = System.nanoTime() + limit.toNanos();
            while (true) {
                try {
                    return process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true; // the child must not outlive us because someone is in a hurry
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
