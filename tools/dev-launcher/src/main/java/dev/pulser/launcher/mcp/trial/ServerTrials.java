// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.mcp.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.launcher.process.LaunchFailure;
import dev.pulser.launcher.project.ProjectHome;
import dev.pulser.launcher.running.RunningStack;
import dev.pulser.launcher.service.Service;
import dev.pulser.launcher.stack.AdaptersEnvironment;
import dev.pulser.launcher.stack.StackPorts;
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
 * Has agent-adapters' own code try the declared MCP servers, in a JVM of its own that finds what the adapters would find in
 * its environment. No stack needs to run.
 *
 * @param running the stack whose addresses the toolbox is given; the usual ones where none runs
 */
public record ServerTrials(ProjectHome project, Optional<RunningStack> running) {

    private static final String MAIN = "dev.pulser.adapters.servertest.ServerTest";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The exit code for a file, a setting or a name that is wrong. */
    private static final int WRONG = 2;

    /** Whether agent-adapters has been built, so that there is something to run. */
    public boolean areBuilt() {
        return Files.exists(project.jarOf(Service.ADAPTERS));
    }

    /**
     * Starts each server, lists its tools, pings it and ends it.
     *
     * @param names all where there are none
     * @param limit for each to list its tools
     * @return an object for each, in the order of the file
     * @throws LaunchFailure where a name, the file or a setting is wrong
     */
    public List<JsonNode> run(List<String> names, Duration limit) {
        return ask(names, Map.of("PULSER_MCP_WAIT_FOR_SERVER", limit.toSeconds() + "s"));
    }

    /**
     * Only finds out which are declared, and what they lack.
     *
     * @throws LaunchFailure where the file or a setting is wrong
     */
    public List<JsonNode> look() {
        return ask(List.of("--look"), Map.of());
    }

    private List<JsonNode> ask(List<String> arguments, Map<String, String> settings) {
        if (!areBuilt()) {
            throw new LaunchFailure("agent-adapters is not built, and tries the servers: ./pulser up builds it");
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var builder = new ProcessBuilder(command(java, arguments))
                .directory(project.root().toFile());
        builder.environment().putAll(environment(java));
        builder.environment().putAll(settings);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy)); // Ctrl-C ends the servers too
            var complaints = CompletableFuture.supplyAsync(() -> text(process.errorReader(StandardCharsets.UTF_8)));
            var said = text(process.inputReader(StandardCharsets.UTF_8));
            return answers(process.waitFor(), said, complaints.join());
        } catch (IOException e) {
            throw new LaunchFailure("the servers cannot be tried: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted", e);
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

    static List<JsonNode> answers(int code, String said, String complaints) {
        if (code == WRONG) {
            throw new LaunchFailure(complaints.strip().replaceAll("(?s).*\\n", "")); // after what the JVM itself says
        }
        if (code != 0) {
            throw new LaunchFailure("the trial of the servers ended with %d: %s"
                    .formatted(code, complaints.lines().findFirst().orElse("it said nothing")));
        }
        var answers = new ArrayList<JsonNode>();
        for (var line : said.lines().toList()) {
            try {
                answers.add(JSON.readTree(line));
            } catch (JsonProcessingException e) {
                throw new LaunchFailure("the trial of the servers said what is no JSON: " + line, e);
            }
        }
        return answers;
    }
}
