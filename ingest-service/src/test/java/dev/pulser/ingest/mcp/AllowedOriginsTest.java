// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTest {

    private final AllowedOrigins origins = new AllowedOrigins(Set.of("https://board.example"));

    @Test
    void allowsClientsThatAreNotBrowsers() {
        assertThat(origins.areAllowed(List.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://localhost:6274",
                "https://127.0.0.1:8443",
                "http://[::1]:8000",
                "https://board.example"
            })
    void allowsLocalAndConfiguredOrigins(String origin) {
        assertThat(origins.areAllowed(List.of(origin))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "",
                "http://localhost.evil.example",
                "http://localhost:80@evil.example",
                "http://127.0.0.1.evil.example",
                "http://evil.example/http://localhost",
                "https://board.example.evil.example",
                "http://board.example",
                "ftp://localhost",
                "http://0x7f000001"
            })
    void rejectsOtherOrigins(String origin) {
        assertThat(origins.areAllowed(List.of(origin))).isFalse();
    }

    @Test
    void rejectsAKnownOriginNextToAnother() {
        assertThat(origins.areAllowed(List.of("http://localhost", "http://evil.example")))
                .isFalse();
    }

    @Test
    void allowsAllOriginsIfConfigured() {
        assertThat(new AllowedOrigins(Set.of("*")).areAllowed(List.of("http://any.example")))
                .isTrue();
    }
}
