// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.stdio;

import dev.pulser.mcp.declaration.ServerDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** Failure to start the process of a server. The message has the reason and, if the program is missing, the remedy. */
final class ProcessStartException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Product to install for each program that servers are usually started with. */
    private static final Map<String, String> PRODUCTS = Map.of(
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

    private ProcessStartException(String message, IOException cause) {
        super(message, cause);
    }

    static ProcessStartException of(ServerDefinition.Stdio definition, IOException cause) {
        return new ProcessStartException(message(definition, cause), cause);
    }

    private static String message(ServerDefinition.Stdio definition, IOException cause) {
        var directory = definition.workingDirectory();
        if (directory != null && !Files.isDirectory(directory)) {
            return "cwd %s is not a directory".formatted(directory);
        }
        if (!isMissing(cause)) {
            return String.valueOf(cause.getMessage());
        }
        var program = definition.command().getFirst();
        var product = PRODUCTS.getOrDefault(program, program);
        return program.contains("/")
                ? "%s does not exist. Install it or correct the path".formatted(program)
                : "%s is not installed. Install %s or use the absolute path".formatted(program, product);
    }

    private static boolean isMissing(IOException cause) {
        var message = String.valueOf(cause.getMessage());
        return message.contains("error=2,") || message.contains("error: 2 ") || message.contains("No such file");
    }
}
