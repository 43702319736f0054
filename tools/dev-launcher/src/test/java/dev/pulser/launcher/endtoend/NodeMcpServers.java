// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Seven public MCP servers from Node.js packages. */
record NodeMcpServers(NodePackages packages, Path files) {

    /** Packages by server name. */
    static final Map<String, String> PACKAGES = packagesByServer();

    private static Map<String, String> packagesByServer() {
        var packages = new LinkedHashMap<String, String>();
        packages.put("everything", "@modelcontextprotocol/server-everything@2026.8.31");
        packages.put("filesystem", "@modelcontextprotocol/server-filesystem@2026.8.31");
        packages.put("memory", "@modelcontextprotocol/server-memory@2026.8.31");
        packages.put("thinking", "@modelcontextprotocol/server-sequential-thinking@2026.8.31");
        packages.put("github", "@modelcontextprotocol/server-github@2025.4.8");
        packages.put("kubernetes", "kubernetes-mcp-server@0.0.67");
        packages.put("kubectl", "mcp-server-kubernetes@4.1.7");
        return packages;
    }

    /** Installs the packages; returns empty when this machine has no Node.js. */
    static Optional<NodeMcpServers> install(Path files) throws IOException, InterruptedException {
        return NodePackages.install("mcp-servers", PACKAGES.values().toArray(String[]::new))
                .map(packages -> new NodeMcpServers(packages, files));
    }

    /** Writes the file that declares the servers. */
    Path declare(Path file) throws IOException {
        var json = new ObjectMapper();
        var root = json.createObjectNode();
        var servers = root.putObject("mcpServers");
        for (var server : PACKAGES.keySet()) {
            var entry = servers.putObject(server);
            entry.put("command", packages.node().toString());
            var arguments = entry.putArray("args").add(script(server).toString());
            if (server.equals("filesystem")) {
                arguments.add(files.toString());
            }
            environment(server, entry.putObject("env"));
        }
        json.writeValue(file.toFile(), root);
        return file;
    }

    private void environment(String server, ObjectNode variables) throws IOException {
        variables.put("PATH", packages.node().getParent() + ":/usr/bin:/bin").put("HOME", files.toString());
        switch (server) {
            case "memory" ->
                variables.put("MEMORY_FILE_PATH", files.resolve("memory.jsonl").toString());
            case "github" -> variables.put("GITHUB_PERSONAL_ACCESS_TOKEN", "none");
            case "kubernetes", "kubectl" ->
                variables.put("KUBECONFIG", kubeconfig().toString());
            default -> {}
        }
    }

    /** Writes the configuration of an unreachable cluster, which is enough to list tools. */
    private Path kubeconfig() throws IOException {
        return Files.writeString(files.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: nowhere
                clusters: [{name: nowhere, cluster: {server: "http://127.0.0.1:9"}}]
                users: [{name: nobody, user: {}}]
                contexts: [{name: nowhere, context: {cluster: nowhere, user: nobody}}]
                """);
    }

    private Path script(String server) throws IOException {
        var spec = PACKAGES.getOrDefault(server, "");
        return packages.script(spec.substring(0, spec.lastIndexOf('@')));
    }

    /** Returns the processes of a server below {@code parent}. */
    List<ProcessHandle> processes(ProcessHandle parent, String server) throws IOException {
        var script = script(server).toString();
        return parent.descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(script))
                .toList();
    }
}
