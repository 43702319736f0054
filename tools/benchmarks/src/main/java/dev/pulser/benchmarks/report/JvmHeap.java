// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measurement of the live heap of another JVM on this machine. */
public final class JvmHeap {

    private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private JvmHeap() {}

    /** Returns the live bytes after a garbage collection; empty without {@code jcmd}, or when it does not respond in time. */
    public static OptionalLong live(ProcessHandle jvm) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            var process = new ProcessBuilder(jcmd.toString(), Long.toString(jvm.pid()), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            var _ = process.onExit()
                    .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .exceptionally(_ -> {
                        process.destroyForcibly(); // this ends its output too
                        return process;
                    });
            return process.inputReader()
                    .lines()
                    .map(TOTAL::matcher)
                    .filter(Matcher::matches)
                    .mapToLong(line -> Long.parseLong(line.group(1)))
                    .reduce((_, last) -> last);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
