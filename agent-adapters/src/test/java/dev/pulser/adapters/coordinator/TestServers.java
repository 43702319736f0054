// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import dev.pulser.adapters.json.Json;
import dev.pulser.contract.egress.EgressPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Servers of tests: real processes of {@link ScriptedMcpServer}, one for each mode. */
public final class TestServers {

    private TestServers() {}

    /** Declares a server of each mode, under its name. */
    public static McpServers of(Path folder, String... modes) {
        var servers = new LinkedHashMap<String, String>();
        for (var mode : modes) {
            servers.put(mode, declaration(mode));
        }
        return of(folder, servers, config(folder));
    }

    public static McpServers of(Path folder, Map<String, String> declarations, McpConfig config) {
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

    /** As other MCP clients write it. */
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

    /** A server that is reached by HTTP. */
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
                1_000_000,
                100_000);
    }

    /** In tests a record is the configuration. */
    public record FixedMcpConfig(
            Path file,
            List<String> commands,
            Duration startTimeout,
            Duration discoverTimeout,
            Duration callTimeout,
            Duration waitForServer,
            int maxMessageBytes,
            int maxResultBytes)
            implements McpConfig {

        public FixedMcpConfig withCommands(List<String> allowed) {
            return new FixedMcpConfig(
                    file,
                    allowed,
                    startTimeout,
                    discoverTimeout,
                    callTimeout,
                    waitForServer,
                    maxMessageBytes,
                    maxResultBytes);
        }

        public FixedMcpConfig withCallTimeout(Duration limit) {
            return new FixedMcpConfig(
                    file,
                    commands,
                    startTimeout,
                    discoverTimeout,
                    limit,
                    waitForServer,
                    maxMessageBytes,
                    maxResultBytes);
        }

        public FixedMcpConfig withWaitForServer(Duration limit) {
            return new FixedMcpConfig(
                    file, commands, startTimeout, discoverTimeout, callTimeout, limit, maxMessageBytes, maxResultBytes);
        }
    }
}
