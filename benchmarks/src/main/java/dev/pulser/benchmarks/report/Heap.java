// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What is alive in the heap of another JVM of this machine. */
public final class Heap {

    private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");

    private Heap() {}

    /** Bytes, after a collection that this asks for; empty where this JVM has no {@code jcmd}, or it is not answered. */
    public static OptionalLong live(ProcessHandle jvm) throws InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            var process = new ProcessBuilder(jcmd.toString(), Long.toString(jvm.pid()), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            var total = process.inputReader()
                    .lines()
                    .map(TOTAL::matcher)
                    .filter(line -> line.matches())
                    .mapToLong(line -> Long.parseLong(line.group(1)))
                    .findFirst();
            process.waitFor();
            return total;
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
