// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.blow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Signals to processes, and how they are. Linux and macOS; {@link #isStopped} says false where there is no /proc. */
final class Signals {

    private Signals() {}

    static void stop(long pid) throws IOException, InterruptedException {
        send("STOP", pid);
    }

    static void goOn(long pid) throws IOException, InterruptedException {
        send("CONT", pid);
    }

    /** One that is gone meanwhile needs no signal. */
    private static void send(String signal, long pid) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0 && !isGone(pid)) {
            throw new IOException("process %d cannot be sent SIG%s".formatted(pid, signal));
        }
    }

    /** Whether the kernel says that the process does not run any more, though it is there. */
    static boolean isStopped(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("T");
        } catch (IOException e) {
            return false;
        }
    }

    static boolean isGone(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    static List<Long> childrenOf(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .toList();
    }
}
