// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reader of lines, of which it keeps at most {@value #MAX_LINE_BYTES} bytes in memory. Not thread-safe. */
final class InputLineReader {

    static final int MAX_LINE_BYTES = 1_000_000;

    private final InputStream input;

    InputLineReader(InputStream input) {
        this.input = new BufferedInputStream(input, 16_384);
    }

    /** Reads the next line, blocking until its end. The last line needs no line break. */
    InputLine next() throws IOException {
        var bytes = new ByteArrayOutputStream(512);
        var length = 0L;
        var next = input.read();
        if (next < 0) {
            return new InputLine.End();
        }
        while (next >= 0 && next != '\n') {
            if (++length <= MAX_LINE_BYTES) {
                bytes.write(next);
            }
            next = input.read();
        }
        return length > MAX_LINE_BYTES
                ? new InputLine.Unreadable(
                        "A line must have at most %d bytes. It has %d.".formatted(MAX_LINE_BYTES, length))
                : decode(bytes);
    }

    private static InputLine decode(ByteArrayOutputStream bytes) {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return new InputLine.Message(decoder.decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString()
                    .strip());
        } catch (CharacterCodingException e) {
            return new InputLine.Unreadable("The line must be valid UTF-8.");
        }
    }
}
