// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reader of server-sent events: {@code data}, {@code id} and {@code retry}. Events without data are skipped. Not thread-safe. */
final class SseReader {

    /** An event with data. */
    sealed interface Event {

        /** @param bytes length of the data in bytes */
        record Message(String data, int bytes) implements Event {}

        /** Event whose data exceeds the limit and was discarded. */
        record TooLong(long bytes) implements Event {}
    }

    private static final int MAX_FIELD_BYTES = 1024;
    private static final int END = -1;

    private final InputStream in;
    private final int maxBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private long lineLength;
    private long dataLength;
    private boolean skipLineFeed;
    private boolean hasData;
    private @Nullable String bufferedId;
    private @Nullable String lastEventId;
    private @Nullable Duration retry;

    /** @param maxBytes largest data of an event in bytes */
    SseReader(InputStream in, int maxBytes) {
        this.in = new BufferedInputStream(in);
        this.maxBytes = maxBytes;
    }

    /** Returns the next event with data; empty at the end of the stream. An unterminated last event is ignored. */
    Optional<Event> read() throws IOException {
        while (readLine()) {
            if (lineLength > 0) {
                readField();
                continue;
            }
            var event = dispatch();
            if (event.isPresent()) {
                return event;
            }
        }
        return Optional.empty();
    }

    /** Returns the id of the last event that had one; null if none had. */
    @Nullable
    String lastEventId() {
        return lastEventId;
    }

    /** Returns the reconnection delay that the server set; null if it set none. */
    @Nullable
    Duration retry() {
        return retry;
    }

    /** Reads one line, terminated by CR, LF or CRLF. Returns false at the end of the stream. */
    private boolean readLine() throws IOException {
        line.reset();
        lineLength = 0;
        while (true) {
            int next = in.read();
            if (next == END) {
                return false;
            }
            boolean isSecondHalfOfCrLf = next == '\n' && skipLineFeed;
            skipLineFeed = next == '\r';
            if (isSecondHalfOfCrLf) {
                continue;
            }
            if (next == '\n' || next == '\r') {
                return true;
            }
            lineLength++;
            if (lineLength <= maxBytes + (long) MAX_FIELD_BYTES) {
                line.write(next);
            }
        }
    }

    private void readField() {
        var text = line.toByteArray();
        int colon = 0;
        while (colon < text.length && text[colon] != ':') {
            colon++;
        }
        int start = colon + 1 < text.length && text[colon + 1] == ' ' ? colon + 2 : colon + 1;
        var name = new String(text, 0, Math.min(colon, MAX_FIELD_BYTES), StandardCharsets.UTF_8);
        if (name.equals("data")) {
            appendData(text, Math.min(start, text.length));
        } else if (name.equals("id") && text.length - start <= MAX_FIELD_BYTES) {
            bufferedId = value(text, start);
        } else if (name.equals("retry")) {
            setRetry(value(text, start));
        }
    }

    private void appendData(byte[] text, int start) {
        if (hasData) {
            data.write('\n');
        }
        hasData = true;
        dataLength += lineLength - start;
        if (dataLength <= maxBytes) {
            data.write(text, start, text.length - start);
        } else {
            data.reset();
        }
    }

    private void setRetry(String millis) {
        if (millis.matches("\\d{1,9}")) {
            retry = Duration.ofMillis(Long.parseLong(millis));
        }
    }

    private static String value(byte[] text, int start) {
        return start >= text.length
                ? ""
                : new String(text, start, Math.min(text.length - start, MAX_FIELD_BYTES), StandardCharsets.UTF_8);
    }

    private Optional<Event> dispatch() {
        if (bufferedId != null) {
            lastEventId = bufferedId.isEmpty() ? null : bufferedId;
            bufferedId = null;
        }
        long length = dataLength;
        var text = data.toString(StandardCharsets.UTF_8);
        data.reset();
        dataLength = 0;
        hasData = false;
        if (length > maxBytes) {
            return Optional.of(new Event.TooLong(length));
        }
        return text.isBlank() ? Optional.empty() : Optional.of(new Event.Message(text, (int) length));
    }
}
