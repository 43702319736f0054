// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server to be run as a process.
 *
 * @param command     program and arguments; no shell is involved
 * @param environment all of the process's environment
 * @param folder      where it runs; null means where Pulser runs
 */
public record ServerDefinition(
        String name,
        List<String> command,
        Map<String, String> environment,
        @Nullable Path folder) {

    public ServerDefinition {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Without the environment, which holds secrets. */
    @Override
    public String toString() {
        return name + ' ' + command.getFirst();
    }
}
