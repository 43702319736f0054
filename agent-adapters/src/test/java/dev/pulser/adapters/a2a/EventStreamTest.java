// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.a2a.EventStream.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {

    private final EventStream stream = new EventStream(100);
    private final AtomicLong requested = new AtomicLong();
    private final AtomicBoolean hungUp = new AtomicBoolean();

    EventStreamTest() {
        stream.onSubscribe(new Flow.Subscription() {

            @Override
            public void request(long buffers) {
                requested.addAndGet(buffers);
            }

            @Override
            public void cancel() {
                hungUp.set(true);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: a\n\ndata: b\n\n",
                "data:a\r\n\r\ndata:b\r\n\r\n",
                "data: a\r\rdata: b\r\r",
                ": keep-alive\n\nid: 1\nevent: x\ndata: a\nretry: 5\n\n\n\ndata: b\n\n"
            })
    void readsEventsWithAnyLineEnding(String text) throws InterruptedException {
        bring(text);
        stream.onComplete();

        assertThat(frames()).containsExactly(new Frame.Event("a"), new Frame.Event("b"), new Frame.End());
    }

    @Test
    void joinsTheLinesOfAnEvent() throws InterruptedException {
        bring("data: a\ndata: b\n\n");

        assertThat(frames()).containsExactly(new Frame.Event("a\nb"));
    }

    @Test
    void readsEventsByteByByte() throws InterruptedException {
        for (byte next : "data: grüße\r\n\r\n".getBytes(StandardCharsets.UTF_8)) {
            stream.onNext(List.of(ByteBuffer.wrap(new byte[] {next})));
        }

        assertThat(frames()).containsExactly(new Frame.Event("grüße"));
    }

    @Test
    void dropsAnIncompleteEvent() throws InterruptedException {
        bring("data: a\n\ndata: b");
        stream.onError(new IOException("gone"));

        assertThat(frames()).containsExactly(new Frame.Event("a"), new Frame.End());
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: %s", "data: %s\ndata: %s\n", "%s"})
    void closesTheConnectionAtAnEventAboveTheLimit(String event) throws InterruptedException {
        bring(event.replace("%s", "x".repeat(101)));

        assertThat(frames()).containsExactly(new Frame.TooLarge());
        assertThat(hungUp).isTrue();
    }

    @Test
    void appliesBackPressure() throws InterruptedException {
        bring("data: x\n\n".repeat(100));
        assertThat(requested).hasValue(1);

        assertThat(frames()).hasSize(100);
        assertThat(requested).hasValue(2);
    }

    private void bring(String text) {
        stream.onNext(List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    private List<Frame> frames() throws InterruptedException {
        var frames = new ArrayList<Frame>();
        for (var frame = stream.next(Duration.ZERO); frame.isPresent(); frame = stream.next(Duration.ZERO)) {
            frames.add(frame.get());
        }
        return frames;
    }
}
