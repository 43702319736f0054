// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.project;

import dev.pulser.launcher.process.LaunchFailure;
import dev.pulser.launcher.service.Service;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the project lies on this machine, and what is found in it. */
public record ProjectHome(Path root) {

    /** Set by {@code ./pulser}. */
    static final String PROPERTY = "pulser.root";

    public ProjectHome {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The folder that {@code ./pulser} names; without it the one around the working directory.
     *
     * @throws LaunchFailure when there is none
     */
    public static ProjectHome find() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(Path::of)
                .or(() -> around(Path.of("").toAbsolutePath()))
                .map(ProjectHome::new)
                .orElseThrow(() -> new LaunchFailure("not inside Pulser's folder: start with ./pulser"));
    }

    private static Optional<Path> around(Path start) {
        for (var folder = Optional.of(start); folder.isPresent(); folder = folder.map(Path::getParent)) {
            if (folder.filter(it -> Files.exists(it.resolve("pulser")) && Files.exists(it.resolve("pom.xml")))
                    .isPresent()) {
                return folder;
            }
        }
        return Optional.empty();
    }

    public Path jarOf(Service service) {
        return root.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    public Path toolboxJar() {
        return root.resolve("examples/toolbox-mcp/target/toolbox-mcp/toolbox-mcp.jar");
    }

    public Path workspace() {
        return root.resolve("examples/workspace");
    }

    public Path firstTask() {
        return root.resolve("examples/first-task.json");
    }

    public Path agentsFile() {
        return root.resolve("config/agents.yaml");
    }

    public Path mcpFile() {
        return root.resolve("config/mcp.json");
    }

    /** Where the broker's JVM keeps its loaded classes; a build removes it. */
    public Path brokerArchive() {
        return root.resolve("tools/dev-launcher/target/kafka.jsa");
    }

    /** What agent-adapters consists of, as {@code -cp} takes it. */
    public String adaptersClassPath() {
        var app = root.resolve(Service.ADAPTERS.module()).resolve("target/quarkus-app");
        return Stream.of("app", "lib/main", "lib/boot", "quarkus")
                .map(folder -> app.resolve(folder) + File.separator + "*")
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The launcher's libraries, the broker among them, as {@code -cp} takes them. */
    public String libraries() {
        return root.resolve("tools/dev-launcher/target/lib") + File.separator + "*";
    }
}
