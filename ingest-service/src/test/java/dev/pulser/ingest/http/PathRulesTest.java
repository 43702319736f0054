// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.ingest.http.PathRules.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/tasks", "/api/v1/tasks/x%20y", "/a.b", "/.well-known"})
    void acceptsPlainPaths(String path) {
        assertThat(PathRules.judge(path)).isEqualTo(Verdict.PLAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a;x",
                "/a%3bx",
                "/a%2Fb",
                "/a%5cb",
                "/a\\b",
                "//a",
                "/a/./b",
                "/a/..",
                "/a/../b",
                "/..;/a",
                "/%2e%2e/a",
                "/%252e",
                "/a%00",
                "/a%0d%0ab"
            })
    void detectsAmbiguousPaths(String path) {
        assertThat(PathRules.judge(path)).isEqualTo(Verdict.AMBIGUOUS);
    }

    @Test
    void detectsLongPaths() {
        assertThat(PathRules.judge("/" + "a".repeat(PathRules.MAX_CHARS))).isEqualTo(Verdict.TOO_LONG);
    }

    @Test
    void ignoresTheQuery() {
        assertThat(PathRules.of("/a?b=/../c")).isEqualTo("/a");
        assertThat(PathRules.of("/a")).isEqualTo("/a");
    }

    @Test
    void acceptsJsonInUtf8Only() {
        assertThat(MediaTypes.isJson("application/json")).isTrue();
        assertThat(MediaTypes.isJson("Application/JSON; charset=\"UTF-8\"")).isTrue();
        assertThat(MediaTypes.isJson("application/json; charset=utf-16")).isFalse();
        assertThat(MediaTypes.isJson("application/jsonp")).isFalse();
        assertThat(MediaTypes.isJson(null)).isFalse();
        assertThat(MediaTypes.isPlain("identity")).isTrue();
        assertThat(MediaTypes.isPlain("br")).isFalse();
    }

    @Test
    void reservesAndReleasesItsBudget() {
        var budget = new BodyMemoryBudget(10);

        assertThat(budget.reserve(7)).isTrue();
        assertThat(budget.reserve(4)).isFalse();
        assertThat(budget.used()).isEqualTo(7);
        budget.release(7);
        assertThat(budget.reserve(10)).isTrue();
    }
}
