// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.streamable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of server-sent events, of which only what MCP uses is of interest: data, {@code id} and {@code retry}.
 * Comments are passed over, events without data keep nobody up. One thread only.
 */
final class EventReader {

    /** An event with data. */
    sealed interface Event {

        /** @param bytes its length */
        record Message(String data, int bytes) implements Event {}

        /** Longer than allowed; none of it was kept. */
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
    private boolean lineFeedIsPartOfTheLast;
    private boolean hasData;
    private @Nullable String pendingId;
    private @Nullable String lastId;
    private @Nullable Duration retry;

    /** @param maxBytes of the data of an event */
    EventReader(InputStream in, int maxBytes) {
        this.in = new BufferedInputStream(in);
        this.maxBytes = maxBytes;
    }

    /** The next event with data; empty at the end of the stream. What was not ended by a blank line is no event. */
    Optional<Event> read() throws IOException {
        while (readLine()) {
            if (lineLength > 0) {
                takeField();
                continue;
            }
            var event = dispatch();
            if (event.isPresent()) {
                return event;
            }
        }
        return Optional.empty();
    }

    /** Of the last event that had one; null where none had. */
    @Nullable
    String lastId() {
        return lastId;
    }

    /** What the server said to wait before the stream is asked for again; null where it did not say. */
    @Nullable
    Duration retry() {
        return retry;
    }

    /** Reads up to a line's end: CR, LF or both. False at the end of the stream. */
    private boolean readLine() throws IOException {
        line.reset();
        lineLength = 0;
        while (true) {
            int next = in.read();
            if (next == END) {
                return false;
            }
            boolean restOfLast = next == '\n' && lineFeedIsPartOfTheLast;
            lineFeedIsPartOfTheLast = next == '\r';
            if (restOfLast) {
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

    private void takeField() {
        var text = line.toByteArray();
        int colon = 0;
        while (colon < text.length && text[colon] != ':') {
            colon++;
        }
        int start = colon + 1 < text.length && text[colon + 1] == ' ' ? colon + 2 : colon + 1;
        var name = new String(text, 0, Math.min(colon, MAX_FIELD_BYTES), StandardCharsets.UTF_8);
        if (name.equals("data")) {
            takeData(text, Math.min(start, text.length));
        } else if (name.equals("id") && text.length - start <= MAX_FIELD_BYTES) {
            pendingId = value(text, start);
        } else if (name.equals("retry")) {
            takeRetry(value(text, start));
        }
    }

    private void takeData(byte[] text, int start) {
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

    private void takeRetry(String millis) {
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
        if (pendingId != null) {
            lastId = pendingId.isEmpty() ? null : pendingId;
            pendingId = null;
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
