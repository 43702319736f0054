// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.project;

import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.service.PulserService;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Layout of the project's folder on this machine.
 *
 * @param root folder of the project
 */
public record ProjectLayout(Path root) {

    /** System property with the folder, set by {@code ./pulser}. */
    static final String PROPERTY = "pulser.root";

    public ProjectLayout {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * Finds the folder: the one that {@code ./pulser} passes, else the one that contains the working directory.
     *
     * @throws LaunchException when there is none
     */
    public static ProjectLayout find() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(Path::of)
                .or(() -> containing(Path.of("").toAbsolutePath()))
                .map(ProjectLayout::new)
                .orElseThrow(() ->
                        new LaunchException("Pulser's project folder was not found. Start the command with ./pulser."));
    }

    private static Optional<Path> containing(Path start) {
        for (var folder = Optional.of(start); folder.isPresent(); folder = folder.map(Path::getParent)) {
            if (folder.filter(it -> Files.exists(it.resolve("pulser")) && Files.exists(it.resolve("pom.xml")))
                    .isPresent()) {
                return folder;
            }
        }
        return Optional.empty();
    }

    public Path jarOf(PulserService service) {
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

    /** Returns the class data archive of the broker's JVM; a build deletes it. */
    public Path brokerArchive() {
        return root.resolve("tools/dev-launcher/target/kafka.jsa");
    }

    /** Returns the class path of agent-adapters. */
    public String adaptersClassPath() {
        var app = root.resolve(PulserService.ADAPTERS.module()).resolve("target/quarkus-app");
        return Stream.of("app", "lib/main", "lib/boot", "quarkus")
                .map(folder -> app.resolve(folder) + File.separator + "*")
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Returns the class path of the launcher's libraries, which include the broker. */
    public String libraries() {
        return root.resolve("tools/dev-launcher/target/lib") + File.separator + "*";
    }
}
