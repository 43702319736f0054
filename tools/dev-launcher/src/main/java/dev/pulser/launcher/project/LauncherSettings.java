// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.project;

import dev.pulser.launcher.process.JitMode;
import dev.pulser.launcher.process.LaunchException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of the launcher in the environment.
 *
 * @param environment as {@link System#getenv()} returns it
 */
public record LauncherSettings(Map<String, String> environment) {

    /** Returns the settings of this process. */
    public static LauncherSettings ofProcess() {
        return new LauncherSettings(System.getenv());
    }

    /** Returns {@code PULSER_MCP_FILE}; empty for the file of the project. */
    public Optional<Path> mcpFile() {
        return text("PULSER_MCP_FILE").map(Path::of).map(Path::toAbsolutePath);
    }

    /** Returns {@code PULSER_COMPILERS}, {@code quick} or {@code full}; by default the mode for this machine. */
    public JitMode compilers() {
        return switch (text("PULSER_COMPILERS").orElse("")) {
            case "quick" -> JitMode.QUICK;
            case "full" -> JitMode.FULL;
            case "" -> JitMode.on(Runtime.getRuntime().availableProcessors());
            default ->
                throw new LaunchException("Invalid value \"%s\" for PULSER_COMPILERS. Use quick or full."
                        .formatted(environment.get("PULSER_COMPILERS")));
        };
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
