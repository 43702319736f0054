// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reader of lines with a limit on their length. Of longer lines only the beginning and the end are kept. Not thread-safe. */
final class StdoutLineReader {

    private static final int HEAD_BYTES = 4096;
    private static final int TAIL_BYTES = 256;
    private static final int KEPT_BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[1 << 14];
    private int position;
    private int end;

    /** @param maxBytes longest line in bytes, raised to at least 4096 */
    StdoutLineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = Math.max(maxBytes, HEAD_BYTES);
    }

    private ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** Returns the next line; null at the end of the stream. An unterminated last line is ignored. */
    @Nullable
    StdoutLine read() throws IOException {
        if (line.size() > KEPT_BUFFER_BYTES) {
            line = new ByteArrayOutputStream();
        } else {
            line.reset();
        }
        byte @Nullable [] head = null;
        var tail = new byte[0];
        long length = 0;
        while (true) {
            if (position == end && !fill()) {
                return null;
            }
            int feed = indexOfLineFeed();
            int stop = feed < 0 ? end : feed;
            int count = stop - position;
            length += count;
            if (head == null && line.size() + count > maxBytes) {
                line.write(buffer, position, Math.min(count, HEAD_BYTES));
                head = Arrays.copyOf(line.toByteArray(), HEAD_BYTES);
                line = new ByteArrayOutputStream();
            } else if (head == null) {
                line.write(buffer, position, count);
            }
            if (head != null) {
                tail = lastOf(tail, position, count);
            }
            position = feed < 0 ? end : feed + 1;
            if (feed >= 0) {
                return head == null ? text() : new StdoutLine.TooLong(latin(head), latin(tail), length);
            }
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private int indexOfLineFeed() {
        for (int i = position; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private byte[] lastOf(byte[] before, int from, int count) {
        var joined = Arrays.copyOf(before, before.length + count);
        System.arraycopy(buffer, from, joined, before.length, count);
        return joined.length <= TAIL_BYTES
                ? joined
                : Arrays.copyOfRange(joined, joined.length - TAIL_BYTES, joined.length);
    }

    private StdoutLine text() {
        var bytes = line.toByteArray();
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return new StdoutLine.Text(text.toString(), bytes.length);
        } catch (CharacterCodingException e) {
            return new StdoutLine.InvalidUtf8();
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
