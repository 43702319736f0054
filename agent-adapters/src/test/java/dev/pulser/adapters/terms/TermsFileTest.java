// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsFileTest {

    @TempDir
    private Path folder;

    @Test
    void readsWhatIsSaidOfAServer() throws IOException {
        var terms = read("""
                {"mcpServers": {"files": {"command": "files", "args": [], "env": {}, "cwd": "/", "description": "",
                  "disabled": false, "allow": ["fs.*", "stat"], "deny": ["*delete*"], "idempotent": ["stat"],
                  "limits": {"concurrency": 4, "requests_per_minute": 100, "tools": {"stat": {"concurrency": 1}}}}}}
                """).of("files");

        assertThat(terms.allows("fs.read")).isTrue();
        assertThat(terms.allows("stat")).isTrue();
        assertThat(terms.allows("fs.delete_all")).isFalse();
        assertThat(terms.allows("stats")).isFalse();
        assertThat(terms.isIdempotent("stat")).isTrue();
        assertThat(terms.isIdempotent("fs.read")).isFalse();
        assertThat(terms.whole()).isEqualTo(new CallLimit(4, 100));
        assertThat(terms.limit("stat")).isEqualTo(new CallLimit(1, null));
        assertThat(terms.limit("fs.read")).isEqualTo(CallLimit.NONE);
    }

    @Test
    void allowsEverythingOnceWhereNothingIsSaid() throws IOException {
        var terms = read("{\"mcpServers\":{\"files\":{\"command\":\"files\"}}}").of("files");

        assertThat(terms).isEqualTo(ServerTerms.NONE);
        assertThat(terms.allows("anything")).isTrue();
        assertThat(terms.isIdempotent("anything")).isFalse();
    }

    @Test
    void allowsNothingWhereTheListIsEmpty() throws IOException {
        var terms = read("{\"mcpServers\":{\"files\":{\"command\":\"files\",\"allow\":[]}}}")
                .of("files");

        assertThat(terms.allows("stat")).isFalse();
    }

    @Test
    void saysNothingWithoutAFile() {
        assertThat(TermsFile.read(folder.resolve("none.json"))).isEqualTo(Terms.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"autoApprove\":[]                                      | autoApprove has to be left out: there is no such",
                "\"limits\":[]                                           | limits has to be an object",
                "\"limits\":{\"per_second\":1}                           | limits.per_second has to be left out",
                "\"limits\":{\"concurrency\":0}                          | limits.concurrency has to be a whole number from 1",
                "\"limits\":{\"concurrency\":1.5}                        | limits.concurrency has to be a whole number from 1",
                "\"limits\":{\"requests_per_minute\":100001}             | limits.requests_per_minute has to be a whole",
                "\"limits\":{\"tools\":[]}                               | limits.tools has to be an object",
                "\"limits\":{\"tools\":{\"a*\":{}}}                      | limits.tools.a* has to be made of whole names",
                "\"limits\":{\"tools\":{\"a\":{\"concurrency\":\"1\"}}}  | limits.tools.a.concurrency has to be a whole",
                "\"idempotent\":[\"*\"]                                  | idempotent has to be made of whole names",
                "\"idempotent\":true                                     | idempotent has to be a list of strings",
                "\"allow\":[1]                                           | allow has to be a list of strings",
                "\"deny\":[\"a b\"]                                      | deny has to be a list of tools",
                "\"disabled\":\"yes\"                                    | disabled has to be true or false",
            })
    void namesFileServerAndField(String field, String expected) {
        assertThatThrownBy(() -> read("{\"mcpServers\":{\"files\":{\"command\":\"x\"," + field + "}}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mcp.json: server files: " + expected);
    }

    private Terms read(String text) throws IOException {
        return TermsFile.read(Files.writeString(folder.resolve("mcp.json"), text));
    }
}
