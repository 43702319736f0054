// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServersFileTest {

    @TempDir
    private Path folder;

    @Test
    void fillsPlaceholdersEverywhere() throws IOException {
        var entries = read("""
                {"mcpServers": {"tools": {"command": "${env:BIN}/java", "args": ["-jar", "${env:BIN}.jar", "$5"],
                 "env": {"TOKEN": "${env:TOKEN}", "EMPTY": ""}, "cwd": "${env:BIN}"}}}""");

        assertThat(entries)
                .containsExactly(new ServerEntry.Configured(new ServerDefinition(
                        "tools",
                        List.of("/opt/bin/java", "-jar", "/opt/bin.jar", "$5"),
                        Map.of("TOKEN", "s3cr3t$1", "EMPTY", ""),
                        Path.of("/opt/bin"))));
    }

    @Test
    void namesEveryVariableThatIsNotSet() throws IOException {
        var entries = read("""
                {"mcpServers": {"tools": {"command": "${env:NO_BIN}", "env": {"A": "${env:NO_TOKEN}${env:BIN}"}}}}""");

        assertThat(entries)
                .containsExactly(new ServerEntry.NotConfigured(
                        "tools",
                        "mcp-server-not-configured",
                        "server tools needs the environment variable NO_BIN and NO_TOKEN, "
                                + "which is not set where the adapters run"));
    }

    @Test
    void takesWhatIsGivenInPlaceOfAVariableThatIsNotSet() throws IOException {
        var entries = read("""
                {"mcpServers": {"tools": {"command": "${env:NO_BIN:-/usr/bin/java}",
                 "env": {"A": "${env:NO_TOKEN:-}", "B": "${env:BIN:-/other}"}}}}""");

        assertThat(entries).singleElement().isInstanceOfSatisfying(ServerEntry.Configured.class, tools -> {
            assertThat(tools.definition().command()).containsExactly("/usr/bin/java");
            assertThat(tools.definition().environment()).isEqualTo(Map.of("A", "", "B", "/opt/bin"));
        });
    }

    @Test
    void leavesAServerOutThatIsReachedByUrl() throws IOException {
        assertThat(read("{\"mcpServers\":{\"far\":{\"url\":\"https://example.com/mcp\"}}}"))
                .singleElement()
                .isInstanceOf(ServerEntry.NotConfigured.class);
    }

    @Test
    void hasNoServersWithoutAFile() {
        assertThat(new ServersFile(folder.resolve("none.json"), name -> null).read())
                .isEmpty();
    }

    @Test
    void showsNoEnvironmentInAText() {
        var definition = new ServerDefinition("tools", List.of("java"), Map.of("TOKEN", "s3cr3t"), null);

        assertThat(definition.toString()).isEqualTo("tools java");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing                                            | not JSON",
                "{}                                                 | mcpServers",
                "{\"mcpServers\":[]}                                | mcpServers",
                "{\"mcpServers\":{\"Bad Name\":{}}}                 | Bad Name",
                "{\"mcpServers\":{\"a\":{}}}                        | server a: command is missing",
                "{\"mcpServers\":{\"a\":{\"command\":\"\"}}}        | server a: command has to be a string",
                "{\"mcpServers\":{\"a\":{\"command\":1}}}           | server a: command has to be a string",
                "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"args\":\"y\"}}}       | server a: args",
                "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"args\":[1]}}}         | server a: each of args",
                "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"env\":[]}}}           | server a: env",
                "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"env\":{\"K\":1}}}}    | server a: env.K",
            })
    void namesFileServerAndField(String text, String expected) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mcp.json")
                .hasMessageContaining(expected);
    }

    private List<ServerEntry> read(String text) throws IOException {
        var file = Files.writeString(folder.resolve("mcp.json"), text);
        return new ServersFile(file, Map.of("BIN", "/opt/bin", "TOKEN", "s3cr3t$1")::get).read();
    }
}
