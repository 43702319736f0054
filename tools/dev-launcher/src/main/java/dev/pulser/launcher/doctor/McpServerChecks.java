// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.cli.doctor.Finding;
import dev.pulser.launcher.mcp.McpServerTester;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.project.LauncherSettings;
import dev.pulser.launcher.project.ProjectLayout;
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
 * Checks of the declared MCP servers. Servers are optional, so that a missing setting is a note; an invalid file is a
 * problem.
 *
 * @param file file with the declarations
 */
record McpServerChecks(Path file, McpServerTester tester) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NODE_COMMANDS = Set.of("node", "npx");
    private static final Pattern NODE = Pattern.compile("v(\\d+)\\.\\d+\\.\\d+");
    private static final int NODE_RELEASE = 20;

    static McpServerChecks of(ProjectLayout project, Optional<RunningStack> running) {
        var file = LauncherSettings.ofProcess().mcpFile().orElse(project.mcpFile());
        return new McpServerChecks(file, new McpServerTester(project, running));
    }

    List<Finding> run() {
        var findings = new ArrayList<Finding>();
        var nodeServers = serversOnNode(file);
        if (!nodeServers.isEmpty()) {
            findings.add(nodeOf(versionOfNode(), nodeServers));
        }
        if (tester.isBuilt()) {
            findings.addAll(servers());
        }
        return findings;
    }

    /** Returns the servers whose command needs Node.js; none for an invalid file, which has a separate finding. */
    static List<String> serversOnNode(Path file) {
        try {
            return JSON.readTree(Files.readString(file)).path("mcpServers").properties().stream()
                    .filter(server -> NODE_COMMANDS.contains(
                            server.getValue().path("command").asText()))
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

    /** Evaluates the output of {@code node --version}. */
    static Finding nodeOf(String text, List<String> nodeServers) {
        var match = NODE.matcher(text);
        var remedy = "Install Node.js %d or later (https://nodejs.org) to use %s."
                .formatted(NODE_RELEASE, String.join(", ", nodeServers));
        if (!match.find()) {
            return Finding.note("Node.js", "Node.js was not found.", remedy);
        }
        return Integer.parseInt(match.group(1)) >= NODE_RELEASE
                ? Finding.ok("Node.js", "%s, used by %d MCP servers".formatted(match.group(), nodeServers.size()))
                : Finding.note("Node.js", match.group() + " is too old.", remedy);
    }

    private List<Finding> servers() {
        try {
            return serversOf(tester.declared());
        } catch (LaunchException e) {
            return List.of(Finding.problem(
                    "MCP servers",
                    String.valueOf(e.getMessage()),
                    "See docs/mcp-servers.md for the format of the file."));
        }
    }

    /** Evaluates the declarations, as agent-adapters reads them. */
    static List<Finding> serversOf(List<JsonNode> declared) {
        var findings = new ArrayList<Finding>();
        var ready = declared.stream()
                .filter(server -> server.path("state").asText().equals("declared"))
                .map(server -> server.path("server").asText())
                .collect(Collectors.joining(", "));
        findings.add(
                ready.isEmpty()
                        ? Finding.note(
                                "MCP servers",
                                "No server is configured.",
                                "See docs/mcp-servers.md for the settings of each server.")
                        : Finding.ok("MCP servers", "Configured: %s.".formatted(ready)));
        declared.stream()
                .filter(server -> server.path("state").asText().equals("not-configured"))
                .map(McpServerChecks::notConfigured)
                .forEach(findings::add);
        return findings;
    }

    private static Finding notConfigured(JsonNode server) {
        var name = server.path("server").asText();
        return Finding.note(
                "MCP server " + name,
                server.path("reason").asText(),
                "Set it before ./pulser up, and test the server with ./pulser mcp test %s.".formatted(name));
    }
}
