// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void isOneShortLineWithoutControlCharacters() {
        assertThat(Excerpt.printable("a\r\nb\u001b[31mc\u202Ed")).isEqualTo("a b [31mc d");
        assertThat(Excerpt.printable("x".repeat(1000))).hasSize(201).endsWith("…");
    }

    @Test
    void saysNothingOfAnEmptyBody() {
        assertThat(Excerpt.of(StandardCharsets.UTF_8.encode(" \n"))).isEmpty();
        assertThat(Excerpt.of(StandardCharsets.UTF_8.encode("busy"))).isEqualTo(": busy");
    }
}
