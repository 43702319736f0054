// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void truncatesLongTextOnly() {
        assertThat(Excerpt.truncate("abc", 3)).isEqualTo("abc");
        assertThat(Excerpt.truncate("abcd", 3)).isEqualTo("abc…");
        assertThat(Excerpt.truncate("ab🙂cd", 3)).isEqualTo("ab…");
    }

    @Test
    void putsTextOnOneLineWithoutUnprintableCharacters() {
        assertThat(Excerpt.line(" a\r\n\tb\u0000\u202ec\u200bd\ufeff ")).isEqualTo("a b c d");
        assertThat(Excerpt.line("x".repeat(500))).hasSize(201).endsWith("…");
    }

    @Test
    void readsTheBeginningOfABodyWithoutMovingItsPosition() {
        var body = ByteBuffer.wrap("Bad\ngateway é".repeat(1_000).getBytes(StandardCharsets.UTF_8));

        assertThat(Excerpt.line(body)).startsWith("Bad gateway é").hasSize(201);
        assertThat(body.position()).isZero();
        assertThat(Excerpt.line(ByteBuffer.allocate(0))).isEmpty();
    }

    @Test
    void quotesTextForUseInASentence() {
        assertThat(Excerpt.quoted("it is “over”\nnow", 100)).isEqualTo("“it is \"over\" now”");
    }

    @Test
    void escapesValuesOfUsers() {
        assertThat(Excerpt.escaped("a\"\\\n\u202e🙂")).isEqualTo("\"a\\\"\\\\\\u000a\\u202e🙂\"");
        assertThat(Excerpt.escaped("é".repeat(50))).isEqualTo("\"" + "é".repeat(40) + "…\"");
    }
}
