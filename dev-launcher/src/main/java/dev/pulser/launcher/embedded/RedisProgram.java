// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/**
 * Finds a Redis server: on the search path, else unpacked from the jar.
 *
 * @param searchPath folders, as in the variable PATH
 * @param unpackTo   where the one brought along is unpacked, once
 */
public record RedisProgram(String searchPath, Path unpackTo) {

    private static final List<String> NAMES = List.of("redis-server", "valkey-server");

    /** @throws IOException when none is installed and none is brought along for this operating system */
    Path find() throws IOException {
        var installed = installed();
        return installed.isPresent() ? installed.get() : unpacked();
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
            var there = files.filter(file -> file.getFileName().toString().startsWith("redis-server"))
                    .filter(Files::isExecutable)
                    .findFirst();
            if (there.isPresent()) {
                return there.get();
            }
        }
        return ExecutableProvider.newJarResourceProvider(unpackTo.toFile())
                .get()
                .toPath();
    }
}
