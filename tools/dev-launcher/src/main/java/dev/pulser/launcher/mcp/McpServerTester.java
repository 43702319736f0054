// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.project.ProjectLayout;
import dev.pulser.launcher.running.RunningStack;
import dev.pulser.launcher.service.PulserService;
import dev.pulser.launcher.stack.AdaptersEnvironment;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Tester of the declared MCP servers, which runs the code of agent-adapters in a separate JVM with the same
 * environment. No stack needs to run.
 *
 * @param running stack whose addresses the toolbox gets; empty for the default addresses
 */
public record McpServerTester(ProjectLayout project, Optional<RunningStack> running) {

    private static final String MAIN = "dev.pulser.adapters.servertest.McpServerTestProgram";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Exit code for an invalid file, setting or name. */
    private static final int INVALID = 2;

    /** Returns true when agent-adapters is built. */
    public boolean isBuilt() {
        return Files.exists(project.jarOf(PulserService.ADAPTERS));
    }

    /**
     * Starts each server, lists its tools, pings it and stops it.
     *
     * @param names names of servers; empty for all
     * @param limit time limit of each server
     * @return a result for each server, in the order of the file
     * @throws LaunchException when a name, the file or a setting is invalid
     */
    public List<JsonNode> test(List<String> names, Duration limit) {
        return run(names, Map.of("PULSER_MCP_WAIT_FOR_SERVER", limit.toSeconds() + "s"));
    }

    /**
     * Returns the declared servers and their missing settings, without starting them.
     *
     * @throws LaunchException when the file or a setting is invalid
     */
    public List<JsonNode> declared() {
        return run(List.of("--no-start"), Map.of());
    }

    private List<JsonNode> run(List<String> arguments, Map<String, String> settings) {
        if (!isBuilt()) {
            throw new LaunchException(
                    "agent-adapters, which runs the test, is not built. Run ./pulser up to build it.");
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var builder = new ProcessBuilder(command(java, arguments))
                .directory(project.root().toFile());
        builder.environment().putAll(environment(java));
        builder.environment().putAll(settings);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy)); // Ctrl-C stops the servers too
            var errors = CompletableFuture.supplyAsync(() -> text(process.errorReader(StandardCharsets.UTF_8)));
            var output = text(process.inputReader(StandardCharsets.UTF_8));
            return results(process.waitFor(), output, errors.join());
        } catch (IOException e) {
            throw new LaunchException("Cannot run the test of the MCP servers: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted while waiting for the test.", e);
        }
    }

    private List<String> command(Path java, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dorg.jboss.logging.provider=jdk",
                "-cp",
                project.adaptersClassPath(),
                MAIN));
        command.addAll(arguments);
        return command;
    }

    private Map<String, String> environment(Path java) {
        return new HashMap<>(AdaptersEnvironment.of(
                project,
                java,
                running.map(RunningStack::restPort).orElse(StackPorts.DEFAULT.rest()),
                running.map(RunningStack::kafka).orElse("127.0.0.1:" + StackPorts.DEFAULT.kafka())));
    }

    private static String text(BufferedReader reader) {
        return String.join("\n", reader.lines().toList());
    }

    static List<JsonNode> results(int code, String output, String errors) {
        if (code == INVALID) {
            throw new LaunchException(errors.strip().replaceAll("(?s).*\\n", "")); // after warnings of the JVM
        }
        if (code != 0) {
            throw new LaunchException("The test of the MCP servers failed with exit code %d: %s"
                    .formatted(code, errors.lines().findFirst().orElse("no output")));
        }
        var results = new ArrayList<JsonNode>();
        for (var line : output.lines().toList()) {
            try {
                results.add(JSON.readTree(line));
            } catch (JsonProcessingException e) {
                throw new LaunchException("The test of the MCP servers printed invalid JSON: " + line, e);
            }
        }
        return results;
    }
}
