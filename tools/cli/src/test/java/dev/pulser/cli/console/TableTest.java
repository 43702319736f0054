// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    private static final String ESCAPE = "\u001b";

    @Test
    void makesEveryColumnAsWideAsItsWidestCell() {
        var table = Table.of("NAME", "N").row("maya", "1").row("data_fabcon", "22");

        assertThat(table.lines(CapturedConsole.pipe().console()))
                .containsExactly("NAME         N", "maya         1", "data_fabcon  22");
    }

    @Test
    void colorsTheStateOnATerminalOnly() {
        var table = Table.of("NAME", "STATE", "LOG")
                .coloring("STATE")
                .row("Redis", "ready", "x")
                .row("Kafka", "gone", "y");

        assertThat(table.lines(CapturedConsole.terminal().console()))
                .contains("Redis  " + ESCAPE + "[32mready" + ESCAPE + "[0m  x")
                .contains("Kafka  " + ESCAPE + "[31mgone" + ESCAPE + "[0m   y");
        assertThat(table.lines(CapturedConsole.pipe().console()))
                .containsExactly("NAME   STATE  LOG", "Redis  ready  x", "Kafka  gone   y");
    }

    @Test
    void cutsAColumnSoThatALineFits() {
        var table = Table.of("NAME", "TEXT", "N").truncating("TEXT").row("a", "word ".repeat(100), "1");

        assertThat(table.lines(CapturedConsole.pipe().console()))
                .last()
                .asString()
                .hasSize(120)
                .matches("a {5}word .*… +1");
    }

    @Test
    void knowsHowWidePicturesAre() {
        var table = Table.of("", "NAME")
                .row("\uD83D\uDCDA", "books")
                .row("\uD83C\uDFDB\uFE0F", "house")
                .row("me", "word");

        assertThat(table.lines(CapturedConsole.pipe().console()))
                .containsExactly("    NAME", "\uD83D\uDCDA  books", "\uD83C\uDFDB\uFE0F  house", "me  word");
    }

    @Test
    void letsNoControlCharacterReachTheTerminal() {
        var table = Table.of("PAYLOAD").row("a" + ESCAPE + "[2Jb\r\nc\u202ed\u0007");

        assertThat(table.lines(CapturedConsole.pipe().console())).containsExactly("PAYLOAD", "a·[2Jb··c·d·");
    }

    @Test
    void refusesARowThatDoesNotFitTheHeadings() {
        assertThatThrownBy(() -> Table.of("A", "B").row("1")).hasMessageContaining("1 cells under 2 headings");
    }
}
