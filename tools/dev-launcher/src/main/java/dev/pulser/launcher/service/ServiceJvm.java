// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.service;

import dev.pulser.launcher.process.JitMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * JVM of a service, with options for small heaps and short pauses.
 *
 * @param java     the {@code java} program
 * @param coverage agent that measures coverage
 */
public record ServiceJvm(Path java, JitMode compilers, Optional<CoverageAgent> coverage) {

    List<String> command(PulserService service, Path jar) {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.add("-Xmx" + service.heapMegabytes() + "m");
        command.addAll(compilers.flags());
        command.addAll(List.of(
                "-Xms32m",
                "-Xss512k",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:ReservedCodeCacheSize=96m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        coverage.ifPresent(agent -> command.add(agent.flag(service)));
        command.addAll(List.of("-jar", jar.toString()));
        return List.copyOf(command);
    }
}
