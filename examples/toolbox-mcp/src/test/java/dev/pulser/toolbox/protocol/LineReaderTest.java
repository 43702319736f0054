// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    @Test
    void cutsLinesOfEveryStyleAndTheLastOneToo() throws IOException {
        var reader = reading("a\nö \r\n\nlast");

        assertThat(reader.next()).isEqualTo(new Line.Message("a"));
        assertThat(reader.next()).isEqualTo(new Line.Message("ö"));
        assertThat(reader.next()).isEqualTo(new Line.Message(""));
        assertThat(reader.next()).isEqualTo(new Line.Message("last"));
        assertThat(reader.next()).isEqualTo(new Line.End());
        assertThat(reader.next()).isEqualTo(new Line.End());
    }

    @Test
    void takesALineOfExactlyTheLimit() throws IOException {
        assertThat(reading("x".repeat(1_000_000) + "\n").next()).isInstanceOf(Line.Message.class);
    }

    @Test
    void skipsALineOverTheLimitAndGoesOn() throws IOException {
        var reader = reading("x".repeat(1_000_001) + "\nnext\n");

        assertThat(reader.next()).isEqualTo(new Line.Unreadable("the line has 1000001 bytes, the limit is 1000000"));
        assertThat(reader.next()).isEqualTo(new Line.Message("next"));
    }

    @Test
    void skipsALineThatIsNotUtf8() throws IOException {
        var reader = new LineReader(new ByteArrayInputStream(new byte[] {(byte) 0xC3, (byte) 0x28, '\n', 'a', '\n'}));

        assertThat(reader.next()).isEqualTo(new Line.Unreadable("the line is not valid UTF-8"));
        assertThat(reader.next()).isEqualTo(new Line.Message("a"));
    }

    private static LineReader reading(String text) {
        return new LineReader(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }
}
