// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Agents of a run, and their configuration files.
 *
 * @param attemptLimit time limit of an attempt
 */
public record ChaosAgents(Duration attemptLimit) {

    public static final String STEADY = "steady";
    public static final String BRISK = "brisk";
    /** Agent that is not idempotent. */
    public static final String ONCE = "once";
    /** Agent that calls a tool of an MCP server. */
    public static final String TOOLS = "tools";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CAPACITY = 32;

    /** Returns the names of all agents. */
    public static List<String> names() {
        return List.of(STEADY, BRISK, ONCE, TOOLS);
    }

    public static Set<String> nonIdempotentAgents() {
        return Set.of(ONCE);
    }

    /** Returns the task type of an agent. */
    public static String type(String agent) {
        return "chaos_" + agent;
    }

    /** Returns the duration of a hanging call, longer than the limit of an attempt. */
    public Duration hang() {
        return attemptLimit.plusSeconds(3);
    }

    /** Returns the agents file in YAML. */
    public String agentsFile(HttpAgents http) {
        var text = new StringBuilder("agents:\n");
        for (var agent : names()) {
            text.append("  - name: ").append(agent).append('\n');
            text.append("    role: runs the script of the task\n");
            text.append("    task_types: [").append(type(agent)).append("]\n");
            text.append("    capacity: ").append(CAPACITY).append('\n');
            text.append("    timeout: ").append(attemptLimit).append('\n');
            text.append("    idempotent: ")
                    .append(!nonIdempotentAgents().contains(agent))
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
     * Returns the file of MCP servers in JSON.
     *
     * @param java      path of the {@code java} program
     * @param classPath class path that contains this module
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
                ChaosMcpServer.class.getName(),
                journals.toString(),
                TOOLS,
                Long.toString(hang().toMillis()))) {
            arguments.add(argument);
        }
        return root.toString();
    }
}
