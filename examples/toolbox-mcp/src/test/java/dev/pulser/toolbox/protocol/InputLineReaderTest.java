// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class InputLineReaderTest {

    @Test
    void readsLinesWithEveryLineBreak() throws IOException {
        var reader = reading("a\nö \r\n\nlast");

        assertThat(reader.next()).isEqualTo(new InputLine.Message("a"));
        assertThat(reader.next()).isEqualTo(new InputLine.Message("ö"));
        assertThat(reader.next()).isEqualTo(new InputLine.Message(""));
        assertThat(reader.next()).isEqualTo(new InputLine.Message("last"));
        assertThat(reader.next()).isEqualTo(new InputLine.End());
        assertThat(reader.next()).isEqualTo(new InputLine.End());
    }

    @Test
    void acceptsALineOfExactlyTheLimit() throws IOException {
        assertThat(reading("x".repeat(1_000_000) + "\n").next()).isInstanceOf(InputLine.Message.class);
    }

    @Test
    void skipsALineOverTheLimit() throws IOException {
        var reader = reading("x".repeat(1_000_001) + "\nnext\n");

        assertThat(reader.next())
                .isEqualTo(new InputLine.Unreadable("A line must have at most 1000000 bytes. It has 1000001."));
        assertThat(reader.next()).isEqualTo(new InputLine.Message("next"));
    }

    @Test
    void skipsALineThatIsNotUtf8() throws IOException {
        var reader =
                new InputLineReader(new ByteArrayInputStream(new byte[] {(byte) 0xC3, (byte) 0x28, '\n', 'a', '\n'}));

        assertThat(reader.next()).isEqualTo(new InputLine.Unreadable("The line must be valid UTF-8."));
        assertThat(reader.next()).isEqualTo(new InputLine.Message("a"));
    }

    private static InputLineReader reading(String text) {
        return new InputLineReader(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }
}
