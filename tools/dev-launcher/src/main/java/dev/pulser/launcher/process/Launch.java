// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run and how.
 *
 * @param name        for people
 * @param command     program and arguments
 * @param environment added to this process' own environment, and stronger than it
 * @param folder      working directory, created when missing
 * @param log         receives standard output and error; appended to
 */
public record Launch(String name, List<String> command, Map<String, String> environment, Path folder, Path log) {

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("nothing to run for " + name);
        }
    }
}
