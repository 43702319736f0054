// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import dev.pulser.launcher.process.LaunchException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/**
 * Executable of Redis: the installed one, else the bundled one.
 *
 * @param searchPath folders, as in the variable PATH
 * @param unpackTo   folder for the bundled executable
 */
public record RedisExecutable(String searchPath, Path unpackTo) {

    private static final List<String> NAMES = List.of("redis-server", "valkey-server");

    /**
     * Finds the executable, and unpacks the bundled one when none is installed. Must be called before other programs are
     * started: a file that was just written cannot be executed while a forked process still has it open.
     *
     * @throws LaunchException when none is installed and none is bundled for this operating system
     */
    public Path find() {
        return installed().orElseGet(() -> {
            try {
                return unpacked();
            } catch (IOException e) {
                throw new LaunchException(
                        "No Redis is available for this machine: %s. Install redis-server, or use another server with --redis redis://host:port."
                                .formatted(e.getMessage()),
                        e);
            }
        });
    }

    private Optional<Path> installed() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(searchPath)
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Path unpacked() throws IOException {
        Files.createDirectories(unpackTo);
        try (Stream<Path> files = Files.list(unpackTo)) {
            var existing = files.filter(file -> file.getFileName().toString().startsWith("redis-server"))
                    .filter(Files::isExecutable)
                    .findFirst();
            if (existing.isPresent()) {
                return existing.get();
            }
        }
        // Unpacked beside and then moved: another launcher must not find an incomplete file.
        var temporary = Files.createTempDirectory(unpackTo, "unpacking-");
        var program = ExecutableProvider.newJarResourceProvider(temporary.toFile())
                .get()
                .toPath();
        var unpacked = Files.move(program, unpackTo.resolve(program.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(temporary);
        return unpacked;
    }
}
