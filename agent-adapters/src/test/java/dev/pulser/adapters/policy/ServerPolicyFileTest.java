// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerPolicyFileTest {

    @TempDir
    private Path folder;

    @Test
    void readsThePolicy() throws IOException {
        var policy = read("""
                {"mcpServers": {"files": {"command": "files", "args": [], "env": {}, "cwd": "/", "description": "",
                  "disabled": false, "allow": ["fs.*", "stat"], "deny": ["*delete*"], "idempotent": ["stat"],
                  "limits": {"concurrency": 4, "requests_per_minute": 100, "tools": {"stat": {"concurrency": 1}}}}}}
                """).of("files");

        assertThat(policy.allows("fs.read")).isTrue();
        assertThat(policy.allows("stat")).isTrue();
        assertThat(policy.allows("fs.delete_all")).isFalse();
        assertThat(policy.allows("stats")).isFalse();
        assertThat(policy.isIdempotent("stat")).isTrue();
        assertThat(policy.isIdempotent("fs.read")).isFalse();
        assertThat(policy.serverLimit()).isEqualTo(new CallLimit(4, 100));
        assertThat(policy.limit("stat")).isEqualTo(new CallLimit(1, null));
        assertThat(policy.limit("fs.read")).isEqualTo(CallLimit.NONE);
    }

    @Test
    void allowsAllToolsByDefault() throws IOException {
        var policy =
                read("{\"mcpServers\":{\"files\":{\"command\":\"files\"}}}").of("files");

        assertThat(policy).isEqualTo(ServerPolicy.DEFAULT);
        assertThat(policy.allows("anything")).isTrue();
        assertThat(policy.isIdempotent("anything")).isFalse();
    }

    @Test
    void allowsNothingWithAnEmptyList() throws IOException {
        var policy = read("{\"mcpServers\":{\"files\":{\"command\":\"files\",\"allow\":[]}}}")
                .of("files");

        assertThat(policy.allows("stat")).isFalse();
    }

    @Test
    void usesDefaultsWithoutAFile() {
        assertThat(ServerPolicyFile.read(folder.resolve("none.json"))).isEqualTo(ServerPolicies.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"autoApprove\":[]                                      | unknown field autoApprove. Known fields: allow",
                "\"limits\":[]                                           | limits must be an object",
                "\"limits\":{\"per_second\":1}                           | unknown field limits.per_second. Known",
                "\"limits\":{\"concurrency\":0}                          | limits.concurrency must be an integer from 1",
                "\"limits\":{\"concurrency\":1.5}                        | limits.concurrency must be an integer from 1",
                "\"limits\":{\"requests_per_minute\":100001}             | limits.requests_per_minute must be an integer",
                "\"limits\":{\"tools\":[]}                               | limits.tools must be an object",
                "\"limits\":{\"tools\":{\"a*\":{}}}                      | limits.tools.a* must be a list of full tool names",
                "\"limits\":{\"tools\":{\"a\":{\"concurrency\":\"1\"}}}  | limits.tools.a.concurrency must be an integer",
                "\"idempotent\":[\"*\"]                                  | idempotent must be a list of full tool names",
                "\"idempotent\":true                                     | idempotent must be a list of strings",
                "\"allow\":[1]                                           | allow must be a list of strings",
                "\"deny\":[\"a b\"]                                      | deny must be a list of tool name patterns",
                "\"disabled\":\"yes\"                                    | disabled must be true or false",
            })
    void namesFileServerAndField(String field, String expected) {
        assertThatThrownBy(() -> read("{\"mcpServers\":{\"files\":{\"command\":\"x\"," + field + "}}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mcp.json: server files: " + expected);
    }

    private ServerPolicies read(String text) throws IOException {
        return ServerPolicyFile.read(Files.writeString(folder.resolve("mcp.json"), text));
    }
}
