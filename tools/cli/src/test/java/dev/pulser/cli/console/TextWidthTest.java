// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWidthTest {

    @ParameterizedTest
    @CsvSource({"plain, 5", "'', 0", "\uD83D\uDC19, 2", "\u6587\u66F8, 4", "e\u0301, 1", "\u00FC, 1"})
    void countsColumnsAndNotLetters(String text, int columns) {
        assertThat(TextWidth.of(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({"80, 80", "24 80, 80", "24 10, 40", "nonsense, 120", "'', 120", "0, 120"})
    void readsHowWideATerminalIs(String text, int columns) {
        assertThat(TextWidth.columns(text)).isEqualTo(columns);
    }

    @Test
    void cutsBetweenLettersAndSaysSo() {
        assertThat(TextWidth.truncate("as it is", 8)).isEqualTo("as it is");
        assertThat(TextWidth.truncate("one two", 5)).isEqualTo("one…");
        assertThat(TextWidth.truncate("\uD83D\uDC19\uD83D\uDC19\uD83D\uDC19", 4))
                .isEqualTo("\uD83D\uDC19…");
    }
}
