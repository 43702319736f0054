// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.stdio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in plain words why a program could not be started. */
final class StartProblem {

    /** What brings the programs that servers are usually run with. */
    private static final Map<String, String> BROUGHT_BY = Map.of(
            "npx", "Node.js",
            "node", "Node.js",
            "uvx", "uv",
            "uv", "uv",
            "python", "Python 3",
            "python3", "Python 3",
            "docker", "Docker",
            "java", "a JDK",
            "deno", "Deno",
            "bun", "Bun");

    private StartProblem() {}

    static IOException of(List<String> command, @Nullable Path folder, IOException cause) {
        var program = command.getFirst();
        if (folder != null && !Files.isDirectory(folder)) {
            return new IOException("cwd %s is no folder on this machine".formatted(folder), cause);
        }
        if (!isMissing(cause)) {
            return cause;
        }
        var by = BROUGHT_BY.get(program);
        return new IOException(
                "%s is not on this machine: install %s".formatted(program, by == null ? "it" : by)
                        + (program.contains("/") ? "" : ", or give its whole path"),
                cause);
    }

    private static boolean isMissing(IOException cause) {
        var message = String.valueOf(cause.getMessage());
        return message.contains("error=2,") || message.contains("error: 2 ") || message.contains("No such file");
    }
}
