// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.running;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Optional;

/**
 * Component of a running stack.
 *
 * @param started start of the process, which distinguishes it from a later one with the same id
 * @param log     path of the log file
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunningComponent(String name, String address, long pid, Instant started, String log) {

    /** Returns the process; empty when it has ended. */
    public Optional<ProcessHandle> process() {
        return RunningStack.find(pid, started);
    }
}
