// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.mcp.http.SseReader.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTest {

    private static final int LIMIT = 4096;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsAllLineTerminators(String end) throws IOException {
        var text = ": hello|data: one|id: 7||event: message|data:two|data: more||".replace("|", end);

        assertThat(read(text)).containsExactly(new Event.Message("one", 3), new Event.Message("two\nmore", 7));
    }

    @Test
    void skipsCommentsAndEventsWithoutData() throws IOException {
        assertThat(read(":\n\n: a\n\nid: 1\nretry: 5\n\ndata:\n\ndata: \n\nunknown: x\n\ndata: ü\n\n"))
                .containsExactly(new Event.Message("ü", 2));
    }

    @Test
    void ignoresAnUnterminatedEvent() throws IOException {
        assertThat(read("data: one\n\ndata: two\n")).containsExactly(new Event.Message("one", 3));
    }

    @Test
    void keepsTheLastIdAndTheRetryDelay() throws IOException {
        var events = reader("id: 7\nretry: 250\ndata: a\n\nid: 8\ndata: never ended");

        while (events.read().isPresent()) {
            // to the end
        }

        assertThat(events.lastEventId()).isEqualTo("7");
        assertThat(events.retry()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void ignoresAnInvalidRetryDelay() throws IOException {
        var events = reader("retry: soon\n\nretry: -1\n\nretry: 99999999999\n\n");

        assertThat(events.read()).isEmpty();
        assertThat(events.retry()).isNull();
    }

    @Test
    void skipsAnEventOverTheLimit() throws IOException {
        var long1 = "x".repeat(LIMIT + 1);
        var long2 = "x".repeat(LIMIT - 1);

        assertThat(read("data: " + long1 + "\n\ndata: a\n\ndata: " + long2 + "\ndata: yy\n\ndata: b\n\n"))
                .containsExactly(
                        new Event.TooLong(LIMIT + 1),
                        new Event.Message("a", 1),
                        new Event.TooLong(LIMIT + 1),
                        new Event.Message("b", 1));
    }

    @Test
    void discardsAnEndlessLine() throws IOException {
        assertThat(read("data: " + "x".repeat(10 * LIMIT))).isEmpty();
    }

    private static List<Event> read(String text) throws IOException {
        var events = reader(text);
        var read = new ArrayList<Event>();
        for (var event = events.read(); event.isPresent(); event = events.read()) {
            read.add(event.get());
        }
        return read;
    }

    private static SseReader reader(String text) {
        return new SseReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), LIMIT);
    }
}
