// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.launcher.process.JitMode;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.process.ProcessWatchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessIT {

    private final ProcessWatchdog watchdog = ProcessWatchdog.start();
    private final int port = LoopbackPort.anyFree();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void isReadyWhenItsProbeResponds() throws IOException {
        var service = service(jar(), Map.of());

        service.start();

        assertThat(service.ready()).isTrue();
        assertThat(service.address()).isEqualTo("http://127.0.0.1:" + port);
        service.stop();
        assertThat(service.ready()).isFalse();
    }

    @Test
    void restartsOnTheSamePortAfterAKill() throws IOException {
        var service = service(jar(), Map.of());
        service.start();
        var before = service.pid();

        service.kill();

        assertThat(ProcessHandle.of(before)).isEmpty();
        service.start();
        assertThat(service.ready()).isTrue();
        service.stop();
    }

    @Test
    void quotesItsLogWhenItEndsEarly() throws IOException {
        var service = service(jar(), Map.of("FAULT", "no topic pulser.outcomes"));

        assertThatThrownBy(service::start)
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("ingest-service exited with code 1 before it was ready")
                .hasMessageContaining("startup failed: no topic pulser.outcomes");
    }

    @Test
    void suggestsToBuildAMissingJar() {
        var service = service(folder.resolve("missing.jar"), Map.of());

        assertThatThrownBy(service::start)
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("ingest-service is not built")
                .hasMessageContaining("./pulser up");
    }

    private ServiceProcess service(Path jar, Map<String, String> environment) {
        var jvm = new ServiceJvm(
                Path.of(System.getProperty("java.home"), "bin", "java"), JitMode.QUICK, Optional.empty());
        var all = new java.util.HashMap<>(environment);
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        var location = new ServiceProcess.Location(port, jar, folder, folder.resolve("ingest-service.log"));
        return new ServiceProcess(PulserService.INGEST, location, jvm, all, watchdog);
    }

    private Path jar() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, MinimalService.class.getName());
        var file = folder.resolve("tiny.jar");
        var root = Path.of("target", "test-classes");
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                Stream<Path> classes = Files.list(root.resolve("dev/pulser/launcher/service"))) {
            classes.filter(it -> it.getFileName().toString().startsWith("MinimalService"))
                    .forEach(it -> add(jar, root, it));
        }
        return file;
    }

    private static void add(JarOutputStream jar, Path root, Path file) {
        try {
            jar.putNextEntry(new JarEntry(root.relativize(file).toString()));
            Files.copy(file, jar);
            jar.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
