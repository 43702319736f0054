// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.launcher.project.ProjectLayout;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Node.js packages, installed once below {@code target}, for tests with real MCP servers. */
record NodePackages(Path node, Path folder) {

    private static final long INSTALL_MINUTES = 5;

    /** Installs packages; returns empty when this machine has no Node.js. */
    static Optional<NodePackages> install(String name, String... packages) throws IOException, InterruptedException {
        var node = program("node");
        var npm = program("npm");
        if (node.isEmpty() || npm.isEmpty()) {
            return Optional.empty();
        }
        var folder = ProjectLayout.find()
                .root()
                .resolve("tools/dev-launcher/target/node")
                .resolve(name);
        var installed = new NodePackages(node.get(), folder);
        if (!Arrays.stream(packages).allMatch(installed::has)) {
            installed.npm(npm.get(), packages);
        }
        return Optional.of(installed);
    }

    private static Optional<Path> program(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private boolean has(String spec) {
        int at = spec.lastIndexOf('@');
        try {
            return manifest(spec.substring(0, at)).path("version").asText().equals(spec.substring(at + 1));
        } catch (IOException e) {
            return false;
        }
    }

    private JsonNode manifest(String name) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("node_modules")
                        .resolve(name)
                        .resolve("package.json")
                        .toFile());
    }

    private void npm(Path npm, String... packages) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("package.json"), "{\"private\": true}");
        var command = new ArrayList<>(
                List.of(npm.toString(), "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"));
        command.addAll(List.of(packages));
        var log = folder.resolve("npm.log");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES))
                .as("npm install ended")
                .isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    /** Returns the script of a package's command. */
    Path script(String name) throws IOException {
        var bin = manifest(name).path("bin");
        var relative = bin.isTextual() ? bin.asText() : bin.elements().next().asText();
        return folder.resolve("node_modules").resolve(name).resolve(relative).normalize();
    }
}
