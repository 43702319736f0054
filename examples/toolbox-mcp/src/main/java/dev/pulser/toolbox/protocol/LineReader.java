// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Cuts a stream into lines and never holds more than {@value #MAX_LINE_BYTES} bytes of one. For one thread. */
final class LineReader {

    static final int MAX_LINE_BYTES = 1_000_000;

    private final InputStream input;

    LineReader(InputStream input) {
        this.input = new BufferedInputStream(input, 16_384);
    }

    /** Blocks until a line has ended. A last line without a line break counts as a line. */
    Line next() throws IOException {
        var bytes = new ByteArrayOutputStream(512);
        var length = 0L;
        var next = input.read();
        if (next < 0) {
            return new Line.End();
        }
        while (next >= 0 && next != '\n') {
            if (++length <= MAX_LINE_BYTES) {
                bytes.write(next);
            }
            next = input.read();
        }
        return length > MAX_LINE_BYTES
                ? new Line.Unreadable("the line has %d bytes, the limit is %d".formatted(length, MAX_LINE_BYTES))
                : decode(bytes);
    }

    private static Line decode(ByteArrayOutputStream bytes) {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return new Line.Message(decoder.decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString()
                    .strip());
        } catch (CharacterCodingException e) {
            return new Line.Unreadable("the line is not valid UTF-8");
        }
    }
}
