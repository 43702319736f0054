// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.running;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Record of a running stack: written by {@code up} once all components are ready, read by {@code status} and {@code down}.
 *
 * @param pid     process id of the launcher
 * @param started start of the launcher, which distinguishes it from a later process with the same id
 * @param kafka   bootstrap servers
 * @param data    data folder
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunningStack(
        long pid,
        Instant started,
        int restPort,
        String kafka,
        String data,
        boolean ephemeral,
        List<RunningComponent> components) {

    public RunningStack {
        components = List.copyOf(components);
    }

    /** Returns the launcher's process; empty when it has ended. */
    public Optional<ProcessHandle> launcher() {
        return find(pid, started);
    }

    /** Returns the start of a process, which is accurate to the second. */
    static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    static Optional<ProcessHandle> find(long pid, Instant started) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> Math.abs(startOf(process).getEpochSecond() - started.getEpochSecond()) <= 1);
    }
}
