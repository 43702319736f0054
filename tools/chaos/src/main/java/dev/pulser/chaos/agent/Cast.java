// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The agents of a run and how Pulser is told about them.
 *
 * @param attemptLimit of each
 */
public record Cast(Duration attemptLimit) {

    public static final String STEADY = "steady";
    public static final String BRISK = "brisk";
    /** Must not do anything twice. */
    public static final String ONCE = "once";
    /** Calls a tool of an MCP server. */
    public static final String TOOLS = "tools";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CAPACITY = 32;

    /** All of them, the same for every run. */
    public static List<String> names() {
        return List.of(STEADY, BRISK, ONCE, TOOLS);
    }

    public static Set<String> onceAgents() {
        return Set.of(ONCE);
    }

    /** The type of the tasks that an agent is the home of. */
    public static String type(String agent) {
        return "chaos_" + agent;
    }

    /** How long one that hangs says nothing: longer than anybody waits for it. */
    public Duration hang() {
        return attemptLimit.plusSeconds(3);
    }

    /** In the form of Pulser's file of agents. */
    public String agentsFile(HttpAgents http) {
        var text = new StringBuilder("agents:\n");
        for (var agent : names()) {
            text.append("  - name: ").append(agent).append('\n');
            text.append("    role: does what the task says\n");
            text.append("    task_types: [").append(type(agent)).append("]\n");
            text.append("    capacity: ").append(CAPACITY).append('\n');
            text.append("    timeout: ").append(attemptLimit).append('\n');
            text.append("    idempotent: ")
                    .append(!onceAgents().contains(agent))
                    .append('\n');
            if (agent.equals(TOOLS)) {
                text.append("    kind: mcp\n    servers: [").append(TOOLS).append("]\n");
            } else {
                text.append("    kind: http\n    endpoint: ")
                        .append(http.address(agent))
                        .append('\n');
            }
        }
        return text.toString();
    }

    /**
     * In the form of Pulser's file of MCP servers.
     *
     * @param java      the {@code java} program
     * @param classPath with this module in it
     */
    public String serversFile(Path java, String classPath, Path journals) {
        var root = JSON.createObjectNode();
        var server = root.putObject("mcpServers").putObject(TOOLS);
        server.put("command", java.toString());
        var arguments = server.putArray("args");
        for (var argument : List.of(
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                McpServer.class.getName(),
                journals.toString(),
                TOOLS,
                Long.toString(hang().toMillis()))) {
            arguments.add(argument);
        }
        return root.toString();
    }
}
