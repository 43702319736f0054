// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import dev.pulser.launcher.process.LaunchFailure;
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
 * Finds a Redis server: on the search path, else unpacked from the jar.
 *
 * @param searchPath folders, as in the variable PATH
 * @param unpackTo   where the one brought along is unpacked, once
 */
public record RedisProgram(String searchPath, Path unpackTo) {

    private static final List<String> NAMES = List.of("redis-server", "valkey-server");

    /**
     * To be called before other programs are started: a program that was written a moment ago cannot run while a process
     * that is just being born still holds it open.
     *
     * @throws LaunchFailure when none is installed and none is brought along for this operating system
     */
    public Path find() {
        return installed().orElseGet(() -> {
            try {
                return unpacked();
            } catch (IOException e) {
                throw new LaunchFailure(
                        "no Redis for this machine (%s): install redis-server or give one with --redis redis://host:port"
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
            var there = files.filter(file -> file.getFileName().toString().startsWith("redis-server"))
                    .filter(Files::isExecutable)
                    .findFirst();
            if (there.isPresent()) {
                return there.get();
            }
        }
        // Beside, and then moved: another launcher must not find half of it.
        var beside = Files.createTempDirectory(unpackTo, "unpacking-");
        var program =
                ExecutableProvider.newJarResourceProvider(beside.toFile()).get().toPath();
        var unpacked = Files.move(program, unpackTo.resolve(program.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(beside);
        return unpacked;
    }
}
