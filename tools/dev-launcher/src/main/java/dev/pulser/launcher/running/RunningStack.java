// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.running;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stack as others see it while it runs: written by {@code up} when everything is ready, read by {@code status} and
 * {@code down}.
 *
 * @param pid     of the launcher
 * @param started of the launcher, which tells it from a later process with the same number
 * @param kafka   bootstrap servers
 * @param data    its data folder
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunningStack(
        long pid, Instant started, int restPort, String kafka, String data, boolean ephemeral, List<Running> parts) {

    /** One part of it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Running(String name, String address, long pid, Instant started, String log) {

        /** The process, unless it is gone. */
        public Optional<ProcessHandle> process() {
            return find(pid, started);
        }
    }

    public RunningStack {
        parts = List.copyOf(parts);
    }

    /** The launcher's process, unless it is gone. */
    public Optional<ProcessHandle> launcher() {
        return find(pid, started);
    }

    /** When a process began, to the second: what the system remembers longer than its number. */
    static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static Optional<ProcessHandle> find(long pid, Instant started) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> Math.abs(startOf(process).getEpochSecond() - started.getEpochSecond()) <= 1);
    }
}
