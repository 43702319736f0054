// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp;

import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.service.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Declarations of servers for tests: processes of {@link ScriptedMcpServer}, and servers over HTTP. */
public final class TestServers {

    private TestServers() {}

    /** Declares one server per mode, named after it. */
    public static McpServers of(Path folder, String... modes) {
        var servers = new LinkedHashMap<String, String>();
        for (var mode : modes) {
            servers.put(mode, declaration(mode));
        }
        return of(folder, servers, config(folder));
    }

    public static McpServers of(Path folder, Map<String, String> declarations, McpClientConfig config) {
        var text = declarations.entrySet().stream()
                .map(server -> Json.string(server.getKey()).text() + ":" + server.getValue())
                .collect(Collectors.joining(",", "{\"mcpServers\":{", "}}"));
        try {
            Files.writeString(folder.resolve("mcp.json"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new McpServers(
                config, Map.of("GIVEN", "yes")::get, EgressPolicy.allowing(List.of("127.0.0.0/8", "localhost")));
    }

    /** Returns the declaration of a process in this mode. */
    public static String declaration(String mode) {
        return """
                {"command": %s, "args": ["-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", %s, %s, "%s"],
                 "env": {"GIVEN": "${env:GIVEN}"}}""".formatted(
                        Json.string(Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString())
                                .text(),
                        Json.string(classes()).text(),
                        Json.string(ScriptedMcpServer.class.getName()).text(),
                        mode);
    }

    /** Returns the declaration of a server over HTTP. */
    public static String url(URI url) {
        return "{\"url\":\"%s\",\"headers\":{\"Authorization\":\"Bearer ${env:GIVEN}\"}}".formatted(url);
    }

    private static String classes() {
        var source = ScriptedMcpServer.class.getProtectionDomain().getCodeSource();
        return Path.of(URI.create(source.getLocation().toString())).toString();
    }

    public static FixedMcpConfig config(Path folder) {
        return new FixedMcpConfig(
                folder.resolve("mcp.json"),
                List.of("java"),
                Duration.ofSeconds(20),
                Duration.ofSeconds(2),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                1_000_000);
    }

    /** Configuration as a record. */
    public record FixedMcpConfig(
            Path file,
            List<String> commands,
            Duration startTimeout,
            Duration discoverTimeout,
            Duration callTimeout,
            Duration waitForServer,
            int maxMessageBytes)
            implements McpClientConfig {

        public FixedMcpConfig withCommands(List<String> allowed) {
            return new FixedMcpConfig(
                    file, allowed, startTimeout, discoverTimeout, callTimeout, waitForServer, maxMessageBytes);
        }

        public FixedMcpConfig withCallTimeout(Duration timeout) {
            return new FixedMcpConfig(
                    file, commands, startTimeout, discoverTimeout, timeout, waitForServer, maxMessageBytes);
        }

        public FixedMcpConfig withWaitForServer(Duration timeout) {
            return new FixedMcpConfig(
                    file, commands, startTimeout, discoverTimeout, callTimeout, timeout, maxMessageBytes);
        }
    }
}
