// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StdoutLineReaderTest {

    private static final int MAX = 5000;

    @Test
    void readsLinesWithTheirLengths() throws IOException {
        assertThat(read("one\n\nübung\nhalf")).containsExactly(text("one", 3), text("", 0), text("übung", 6));
    }

    @ParameterizedTest
    @ValueSource(ints = {4999, 5000})
    void acceptsALineUpToTheLimit(int length) throws IOException {
        var line = "x".repeat(length);

        assertThat(read(line + "\nnext\n")).containsExactly(text(line, length), text("next", 4));
    }

    @ParameterizedTest
    @ValueSource(ints = {5001, 16_384, 16_385, 50_000, 1_000_000})
    void keepsBothEndsOfALineOverTheLimit(int length) throws IOException {
        var line = "<" + "x".repeat(length - 2) + ">";

        var lines = read("before\n" + line + "\nnext\n");

        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).isInstanceOfSatisfying(StdoutLine.TooLong.class, tooLong -> {
            assertThat(tooLong.bytes()).isEqualTo(length);
            assertThat(tooLong.head()).startsWith("<x").hasSize(4096);
            assertThat(tooLong.tail()).endsWith("x>").hasSize(256);
        });
        assertThat(lines.get(2)).isEqualTo(text("next", 4));
    }

    @Test
    void reportsInvalidUtf8() throws IOException {
        var bytes = new byte[] {'a', (byte) 0xc3, '\n', 'b', '\n'};

        assertThat(read(new ByteArrayInputStream(bytes))).containsExactly(new StdoutLine.InvalidUtf8(), text("b", 1));
    }

    private static StdoutLine text(String text, int bytes) {
        return new StdoutLine.Text(text, bytes);
    }

    private static List<StdoutLine> read(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<StdoutLine> read(InputStream in) throws IOException {
        var reader = new StdoutLineReader(in, MAX);
        var lines = new ArrayList<StdoutLine>();
        for (var line = reader.read(); line != null; line = reader.read()) {
            lines.add(line);
        }
        return lines;
    }
}
