// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.options;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Folders of a stack.
 *
 * @param home      folder of Pulser: unpacked programs and the registry of running stacks
 * @param data      Kafka and PostgreSQL data, log files and secrets of this stack
 * @param ephemeral true to delete {@code data} when the stack stops
 */
public record StackStorage(Path home, Path data, boolean ephemeral) {

    /** Returns {@code PULSER_HOME}, or {@code .pulser} in the user's home folder. */
    public static Path defaultHome() {
        return Optional.ofNullable(System.getenv("PULSER_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".pulser"))
                .toAbsolutePath();
    }
}
