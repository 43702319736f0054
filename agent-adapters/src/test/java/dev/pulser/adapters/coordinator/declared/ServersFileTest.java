// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.adapters.coordinator.declared.ServerEntry.Configured;
import dev.pulser.adapters.coordinator.declared.ServerEntry.NotConfigured;
import dev.pulser.contract.egress.EgressPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServersFileTest {

    @TempDir
    private Path folder;

    @Test
    void fillsPlaceholdersEverywhere() throws IOException {
        var entries = read("""
                {"mcpServers": {"tools": {"command": "${env:BIN}/java", "args": ["-jar", "${env:BIN}.jar", "$5"],
                 "env": {"TOKEN": "${env:TOKEN}", "EMPTY": ""}, "cwd": "${env:BIN}"}}}""");

        assertThat(entries)
                .containsExactly(new Configured(new ServerDefinition.Command(
                        "tools",
                        null,
                        List.of("/opt/bin/java", "-jar", "/opt/bin.jar", "$5"),
                        Map.of("TOKEN", "s3cr3t$1", "EMPTY", ""),
                        Path.of("/opt/bin"))));
    }

    @Test
    void namesEveryVariableThatIsNotSet() throws IOException {
        var entries = read("""
                {"mcpServers": {"tools": {"command": "${env:NO_BIN}", "env": {"A": "${env:NO_TOKEN}${env:BIN}"}}}}""");

        assertThat(entries)
                .containsExactly(new NotConfigured(
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

        assertThat(entries).singleElement().isInstanceOfSatisfying(Configured.class, tools -> {
            var command = (ServerDefinition.Command) tools.definition();
            assertThat(command.command()).containsExactly("/usr/bin/java");
            assertThat(command.environment()).isEqualTo(Map.of("A", "", "B", "/opt/bin"));
        });
    }

    @Test
    void readsAServerThatIsReachedByUrl() throws IOException {
        var entries = read("""
                {"mcpServers": {"far": {"type": "streamable-http", "url": "https://example.com/mcp",
                 "headers": {"Authorization": "Bearer ${env:TOKEN}"}, "protocol": "2025-06-18"}}}""");

        assertThat(entries)
                .containsExactly(new Configured(new ServerDefinition.Url(
                        "far",
                        "2025-06-18",
                        URI.create("https://example.com/mcp"),
                        Map.of("Authorization", "Bearer s3cr3t$1"))));
        assertThat(((Configured) entries.getFirst()).definition().toString()).isEqualTo("far https://example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/",
                "http://127.1/",
                "http://0x7f000001/",
                "http://[::ffff:10.0.0.1]/",
                "http://metadata.google.internal/",
                "ftp://example.com/",
                "http://user:pass@example.com/"
            })
    void refusesAnAddressThatNobodyMayConnectTo(String url) throws IOException {
        assertThat(read("{\"mcpServers\":{\"far\":{\"url\":\"" + url + "\"}}}"))
                .singleElement()
                .isInstanceOfSatisfying(NotConfigured.class, entry -> {
                    assertThat(entry.code()).isEqualTo("url-forbidden");
                    assertThat(entry.reason()).contains("EGRESS_BLOCKED");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "Host, x, set by the protocol",
        "mcp-session-id, x, set by the protocol",
        "A B, x, none of a header",
        "X-Token, ${env:BROKEN}, headers.X-Token is not plain"
    })
    void refusesAHeaderThatCannotBeSent(String name, String value, String reason) throws IOException {
        var text = "{\"mcpServers\":{\"far\":{\"url\":\"https://example.com/\",\"headers\":{\"%s\":\"%s\"}}}}"
                .formatted(name, value);

        assertThat(read(text))
                .singleElement()
                .isInstanceOfSatisfying(
                        NotConfigured.class, entry -> assertThat(entry.reason()).contains(reason));
    }

    @Test
    void namesAVariableThatIsNotSetInAnAddress() throws IOException {
        assertThat(read("{\"mcpServers\":{\"far\":{\"url\":\"${env:NO_URL}\"}}}"))
                .singleElement()
                .isInstanceOfSatisfying(
                        NotConfigured.class, entry -> assertThat(entry.reason()).contains("NO_URL"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sh\",\"args\":[\"-c\",\"id\"]             | is a shell",
                "\"/bin/sh\"                                 | is a shell",
                "\"C:\\\\Windows\\\\cmd.exe\"                  | is a shell",
                "\"bin/server\"                              | give its whole path",
                "\"../server\"                               | give its whole path",
                "\"/opt/../bin/server\"                      | has .. in it",
                "\"curl\"                                    | is none of java, npx",
                "\"/tmp\"                                    | no file that can be run",
                "\"java\",\"env\":{\"LD_PRELOAD\":\"/x.so\"}   | env.LD_PRELOAD has other code loaded",
                "\"java\",\"env\":{\"DYLD_INSERT\":\"x\"}      | env.DYLD_INSERT has other code loaded",
                "\"npx\",\"env\":{\"node_options\":\"-r x\"}   | env.node_options has other code loaded",
                "\"java\",\"env\":{\"A=B\":\"x\"}              | no name of a variable",
            })
    void refusesACommandThatIsNotAllowed(String command, String reason) throws IOException {
        assertThat(read("{\"mcpServers\":{\"tools\":{\"command\":" + command + "}}}"))
                .singleElement()
                .isInstanceOfSatisfying(NotConfigured.class, entry -> {
                    assertThat(entry.code()).isEqualTo("command-forbidden");
                    assertThat(entry.reason()).startsWith("server tools: ").contains(reason);
                });
    }

    @Test
    void takesAHundredArgumentsAndNoMore() throws IOException {
        assertThat(read(withArguments(100))).singleElement().isInstanceOf(Configured.class);
        assertThat(read(withArguments(101)))
                .singleElement()
                .isInstanceOfSatisfying(
                        NotConfigured.class, entry -> assertThat(entry.reason()).contains("101", "100"));
    }

    private static String withArguments(int count) {
        return "{\"mcpServers\":{\"tools\":{\"command\":\"java\",\"args\":[%s]}}}"
                .formatted(String.join(",", Collections.nCopies(count, "\"x\"")));
    }

    @Test
    void runsAShellOnlyWhereEverythingIsAllowed() {
        var shell = new ServerDefinition.Command("tools", null, List.of("/bin/sh"), Map.of(), null);

        assertThat(new CommandRules(List.of("sh", "java")).refusal(shell)).isPresent();
        assertThat(new CommandRules(List.of("*")).refusal(shell)).isEmpty();
    }

    @Test
    void hasNoServersWithoutAFile() {
        assertThat(new ServersFile(
                                folder.resolve("none.json"),
                                name -> null,
                                new CommandRules(List.of()),
                                url -> Optional.empty())
                        .read())
                .isEmpty();
    }

    @Test
    void showsNoEnvironmentInAText() {
        var definition = new ServerDefinition.Command("tools", null, List.of("java"), Map.of("TOKEN", "s3cr3t"), null);

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
                "{\"mcpServers\":{\"a\":{\"url\":\"http://x\",\"command\":\"y\"}}}    | server a has a url and a command",
                "{\"mcpServers\":{\"a\":{\"url\":\"http://x\",\"type\":\"sse\"}}}     | server a: type has to be http",
                "{\"mcpServers\":{\"a\":{\"url\":\"http://x y\"}}}                    | server a: url is no address",
                "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"protocol\":\"1\"}}}      | server a: protocol has to be one of",
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
        var egress = EgressPolicy.allowing(List.of("127.0.0.0/8"));
        var commands = new CommandRules(List.of("java", "npx"));
        var environment = Map.of("BIN", "/opt/bin", "TOKEN", "s3cr3t$1", "BROKEN", "a\nb");
        return new ServersFile(file, environment::get, commands, egress::refusal).read();
    }
}
