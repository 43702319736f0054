// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.mcp.declaration.ServerDeclaration.Configured;
import dev.pulser.mcp.declaration.ServerDeclaration.NotConfigured;
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

class McpServersFileTest {

    @TempDir
    private Path folder;

    @Test
    void replacesPlaceholders() throws IOException {
        var declarations = read("""
                {"mcpServers": {"tools": {"command": "${env:BIN}/java", "args": ["-jar", "${env:BIN}.jar", "$5"],
                 "env": {"TOKEN": "${env:TOKEN}", "EMPTY": ""}, "cwd": "${env:BIN}"}}}""");

        assertThat(declarations)
                .containsExactly(new Configured(new ServerDefinition.Stdio(
                        "tools",
                        null,
                        List.of("/opt/bin/java", "-jar", "/opt/bin.jar", "$5"),
                        Map.of("TOKEN", "s3cr3t$1", "EMPTY", ""),
                        Path.of("/opt/bin"))));
    }

    @Test
    void namesAllMissingVariables() throws IOException {
        var declarations = read("""
                {"mcpServers": {"tools": {"command": "${env:NO_BIN}", "env": {"A": "${env:NO_TOKEN}${env:BIN}"}}}}""");

        assertThat(declarations)
                .containsExactly(new NotConfigured(
                        "tools",
                        "mcp-server-not-configured",
                        "Server tools requires the environment variables NO_BIN, NO_TOKEN. "
                                + "Set them and restart agent-adapters."));
    }

    @Test
    void usesDefaultsOfMissingVariables() throws IOException {
        var declarations = read("""
                {"mcpServers": {"tools": {"command": "${env:NO_BIN:-/usr/bin/java}",
                 "env": {"A": "${env:NO_TOKEN:-}", "B": "${env:BIN:-/other}"}}}}""");

        assertThat(declarations).singleElement().isInstanceOfSatisfying(Configured.class, tools -> {
            var command = (ServerDefinition.Stdio) tools.definition();
            assertThat(command.command()).containsExactly("/usr/bin/java");
            assertThat(command.environment()).isEqualTo(Map.of("A", "", "B", "/opt/bin"));
        });
    }

    @Test
    void readsAnHttpServer() throws IOException {
        var declarations = read("""
                {"mcpServers": {"far": {"type": "streamable-http", "url": "https://example.com/mcp",
                 "headers": {"Authorization": "Bearer ${env:TOKEN}"}, "protocol": "2025-06-18"}}}""");

        assertThat(declarations)
                .containsExactly(new Configured(new ServerDefinition.Http(
                        "far",
                        "2025-06-18",
                        URI.create("https://example.com/mcp"),
                        Map.of("Authorization", "Bearer s3cr3t$1"))));
        assertThat(((Configured) declarations.getFirst()).definition().toString())
                .isEqualTo("far https://example.com");
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
    void rejectsForbiddenAddresses(String url) throws IOException {
        assertThat(read("{\"mcpServers\":{\"far\":{\"url\":\"" + url + "\"}}}"))
                .singleElement()
                .isInstanceOfSatisfying(NotConfigured.class, declaration -> {
                    assertThat(declaration.code()).isEqualTo("url-forbidden");
                    assertThat(declaration.reason()).contains("url is not allowed");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "Host, x, is reserved",
        "mcp-session-id, x, is reserved",
        "A B, x, invalid header name",
        "X-Token, ${env:BROKEN}, headers.X-Token must be"
    })
    void rejectsInvalidHeaders(String name, String value, String reason) throws IOException {
        var text = "{\"mcpServers\":{\"far\":{\"url\":\"https://example.com/\",\"headers\":{\"%s\":\"%s\"}}}}"
                .formatted(name, value);

        assertThat(read(text))
                .singleElement()
                .isInstanceOfSatisfying(
                        NotConfigured.class,
                        declaration -> assertThat(declaration.reason()).contains(reason));
    }

    @Test
    void namesAMissingVariableInAUrl() throws IOException {
        assertThat(read("{\"mcpServers\":{\"far\":{\"url\":\"${env:NO_URL}\"}}}"))
                .singleElement()
                .isInstanceOfSatisfying(
                        NotConfigured.class,
                        declaration -> assertThat(declaration.reason()).contains("NO_URL"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sh\",\"args\":[\"-c\",\"id\"]             | is a shell",
                "\"/bin/sh\"                                 | is a shell",
                "\"C:\\\\Windows\\\\cmd.exe\"                  | is a shell",
                "\"bin/server\"                              | not an absolute",
                "\"../server\"                               | not an absolute",
                "\"/opt/../bin/server\"                      | normalized path",
                "\"curl\"                                    | Allowed commands: java, npx",
                "\"/tmp\"                                    | is not an executable file",
                "\"java\",\"env\":{\"LD_PRELOAD\":\"/x.so\"}   | env.LD_PRELOAD is not allowed because it loads other code",
                "\"java\",\"env\":{\"DYLD_INSERT\":\"x\"}      | env.DYLD_INSERT is not allowed because it loads other code",
                "\"npx\",\"env\":{\"node_options\":\"-r x\"}   | env.node_options is not allowed because it loads other code",
                "\"java\",\"env\":{\"A=B\":\"x\"}              | is not a valid variable name",
            })
    void rejectsForbiddenCommands(String command, String reason) throws IOException {
        assertThat(read("{\"mcpServers\":{\"tools\":{\"command\":" + command + "}}}"))
                .singleElement()
                .isInstanceOfSatisfying(NotConfigured.class, declaration -> {
                    assertThat(declaration.code()).isEqualTo("command-forbidden");
                    assertThat(declaration.reason())
                            .startsWith("Server tools: ")
                            .contains(reason);
                });
    }

    @Test
    void limitsArgumentsToOneHundred() throws IOException {
        assertThat(read(withArguments(100))).singleElement().isInstanceOf(Configured.class);
        assertThat(read(withArguments(101)))
                .singleElement()
                .isInstanceOfSatisfying(
                        NotConfigured.class,
                        declaration -> assertThat(declaration.reason()).contains("101", "100"));
    }

    private static String withArguments(int count) {
        return "{\"mcpServers\":{\"tools\":{\"command\":\"java\",\"args\":[%s]}}}"
                .formatted(String.join(",", Collections.nCopies(count, "\"x\"")));
    }

    @Test
    void allowsAShellOnlyIfAllCommandsAreAllowed() {
        var shell = new ServerDefinition.Stdio("tools", null, List.of("/bin/sh"), Map.of(), null);

        assertThat(new CommandPolicy(List.of("sh", "java")).violation(shell)).isPresent();
        assertThat(new CommandPolicy(List.of("*")).violation(shell)).isEmpty();
    }

    @Test
    void declaresNoServersWithoutAFile() {
        assertThat(new McpServersFile(
                                folder.resolve("none.json"),
                                name -> null,
                                new CommandPolicy(List.of()),
                                url -> Optional.empty())
                        .read())
                .isEmpty();
    }

    @Test
    void omitsTheEnvironmentFromToString() {
        var definition = new ServerDefinition.Stdio("tools", null, List.of("java"), Map.of("TOKEN", "s3cr3t"), null);

        assertThat(definition.toString()).isEqualTo("tools java");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing                                            | invalid JSON",
                "{}                                                 | mcpServers",
                "{\"mcpServers\":[]}                                | mcpServers",
                "{\"mcpServers\":{\"Bad Name\":{}}}                 | Bad Name",
                "{\"mcpServers\":{\"a\":{}}}                        | server a: command is required",
                "{\"mcpServers\":{\"a\":{\"command\":\"\"}}}        | server a: command must be a non-empty string",
                "{\"mcpServers\":{\"a\":{\"command\":1}}}           | server a: command must be a non-empty string",
                "{\"mcpServers\":{\"a\":{\"url\":\"http://x\",\"command\":\"y\"}}}    | server a: url and command are mutually exclusive",
                "{\"mcpServers\":{\"a\":{\"url\":\"http://x\",\"type\":\"sse\"}}}     | server a: type must be http",
                "{\"mcpServers\":{\"a\":{\"url\":\"http://x y\"}}}                    | server a: url is invalid",
                "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"protocol\":\"1\"}}}      | server a: protocol must be one of",
                "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"args\":\"y\"}}}       | server a: args",
                "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"args\":[1]}}}         | server a: args must be a non-empty string",
                "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"env\":[]}}}           | server a: env",
                "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"env\":{\"K\":1}}}}    | server a: env.K",
            })
    void namesFileServerAndField(String text, String expected) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mcp.json")
                .hasMessageContaining(expected);
    }

    private List<ServerDeclaration> read(String text) throws IOException {
        var file = Files.writeString(folder.resolve("mcp.json"), text);
        var egress = EgressPolicy.allowing(List.of("127.0.0.0/8"));
        var commands = new CommandPolicy(List.of("java", "npx"));
        var environment = Map.of("BIN", "/opt/bin", "TOKEN", "s3cr3t$1", "BROKEN", "a\nb");
        return new McpServersFile(file, environment::get, commands, egress::refusal).read();
    }
}
