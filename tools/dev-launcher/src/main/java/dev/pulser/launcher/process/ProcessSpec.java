// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Program to start.
 *
 * @param name        display name
 * @param command     program and arguments
 * @param environment variables added to the environment of this process, which they override
 * @param folder      working directory, created when missing
 * @param log         file to which standard output and standard error are appended
 */
public record ProcessSpec(String name, List<String> command, Map<String, String> environment, Path folder, Path log) {

    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("The command of %s is empty".formatted(name));
        }
    }
}
