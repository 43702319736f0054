// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.launcher.mcp.trial.ServerTrials;
import dev.pulser.launcher.process.LaunchFailure;
import dev.pulser.launcher.project.LauncherSettings;
import dev.pulser.launcher.project.ProjectHome;
import dev.pulser.launcher.running.RunningStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the declared MCP servers lack. One may do without any of them, so that what is missing is a note; a file that cannot
 * be understood is a problem.
 *
 * @param file that declares them
 */
record ServerChecks(Path file, ServerTrials trials) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OF_NODE = Set.of("node", "npx");
    private static final Pattern NODE = Pattern.compile("v(\\d+)\\.\\d+\\.\\d+");
    private static final int NODE_RELEASE = 20;

    static ServerChecks of(ProjectHome project, Optional<RunningStack> running) {
        var file = new LauncherSettings(System.getenv()).mcpFile().orElse(project.mcpFile());
        return new ServerChecks(file, new ServerTrials(project, running));
    }

    List<Finding> all() {
        var findings = new ArrayList<Finding>();
        var needing = needingNode(file);
        if (!needing.isEmpty()) {
            findings.add(nodeOf(versionOfNode(), needing));
        }
        if (trials.areBuilt()) {
            findings.addAll(servers());
        }
        return findings;
    }

    /** The servers whose program comes with Node.js; a file that is no JSON has none, and is told of elsewhere. */
    static List<String> needingNode(Path file) {
        try {
            return JSON.readTree(Files.readString(file)).path("mcpServers").properties().stream()
                    .filter(server ->
                            OF_NODE.contains(server.getValue().path("command").asText()))
                    .map(Map.Entry::getKey)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String versionOfNode() {
        try {
            var process = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** {@code text} is what {@code node --version} printed. */
    static Finding nodeOf(String text, List<String> needing) {
        var match = NODE.matcher(text);
        var wayOut = "install Node.js %d or later (https://nodejs.org), for %s"
                .formatted(NODE_RELEASE, String.join(", ", needing));
        if (!match.find()) {
            return Finding.note("Node.js", "missing", wayOut);
        }
        return Integer.parseInt(match.group(1)) >= NODE_RELEASE
                ? Finding.ok("Node.js", "%s, for %d MCP servers".formatted(match.group(), needing.size()))
                : Finding.note("Node.js", match.group() + " is too old", wayOut);
    }

    private List<Finding> servers() {
        try {
            return serversOf(trials.look());
        } catch (LaunchFailure e) {
            return List.of(Finding.problem(
                    "MCP servers", String.valueOf(e.getMessage()), "docs/mcp-servers.md says what the file may hold"));
        }
    }

    /** {@code declared} is what the adapters' own code says of each. */
    static List<Finding> serversOf(List<JsonNode> declared) {
        var findings = new ArrayList<Finding>();
        var ready = declared.stream()
                .filter(server -> server.path("state").asText().equals("declared"))
                .map(server -> server.path("server").asText())
                .collect(Collectors.joining(", "));
        findings.add(
                ready.isEmpty()
                        ? Finding.note("MCP servers", "none can be started", "docs/mcp-servers.md says what each needs")
                        : Finding.ok("MCP servers", "can be started: " + ready));
        declared.stream()
                .filter(server -> server.path("state").asText().equals("not-configured"))
                .map(ServerChecks::lacking)
                .forEach(findings::add);
        return findings;
    }

    private static Finding lacking(JsonNode server) {
        var name = server.path("server").asText();
        var reason = server.path("reason").asText().replaceFirst("^server \\S+?:? ", "");
        return Finding.note(
                "MCP server " + name, reason, "set it for ./pulser up; ./pulser mcp test %s tries it".formatted(name));
    }
}
