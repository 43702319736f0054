// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Stream of server-sent events; only {@code data} fields are used. Applies back pressure, and closes the connection at
 * an event above the limit. One thread takes events; the HTTP client's threads add them.
 */
final class EventStream implements BodySubscriber<EventStream>, AutoCloseable {

    sealed interface Frame {

        record Event(String text) implements Frame {}

        /** End of the stream. */
        record End() implements Frame {}

        /** Event above the limit; ends the stream. */
        record TooLarge() implements Frame {}
    }

    /** Largest number of events read ahead, besides those in one buffer. */
    private static final int WAITING_FRAMES = 16;

    private final int limit;
    private final AtomicBoolean requested = new AtomicBoolean();
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private volatile Flow.@Nullable Subscription subscription;
    private boolean afterCarriageReturn;
    private volatile boolean done;

    /** @param limit largest event in bytes */
    EventStream(int limit) {
        this.limit = limit;
    }

    /** Returns the next event or the end of the stream; empty if neither arrives within {@code timeout}. */
    Optional<Frame> next(Duration timeout) throws InterruptedException {
        var frame = frames.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        requestMore();
        return Optional.ofNullable(frame);
    }

    @Override
    public CompletionStage<EventStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        requestMore();
    }

    private void requestMore() {
        var source = subscription;
        if (source != null && !done && frames.size() < WAITING_FRAMES && requested.compareAndSet(false, true)) {
            source.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            while (buffer.hasRemaining() && !done) {
                read(buffer.get());
            }
        }
        requested.set(false);
        requestMore();
    }

    private void read(byte next) {
        boolean endsLine = next == '\n' || next == '\r';
        boolean endedBefore = next == '\n' && afterCarriageReturn;
        afterCarriageReturn = next == '\r';
        if (endedBefore) {
            return;
        }
        if (endsLine) {
            var text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            readLine(text);
        } else if (line.size() + data.length() >= limit) {
            end(new Frame.TooLarge());
        } else {
            line.write(next);
        }
    }

    private void readLine(String text) {
        if (text.isEmpty()) {
            if (!data.isEmpty()) {
                frames.add(new Frame.Event(data.toString()));
                data.setLength(0);
            }
        } else if (text.startsWith("data:")) {
            data.append(data.isEmpty() ? "" : "\n").append(text, text.startsWith("data: ") ? 6 : 5, text.length());
        }
    }

    private void end(Frame last) {
        if (!done) {
            done = true;
            frames.add(last);
            close();
        }
    }

    @Override
    public void onError(Throwable error) {
        end(new Frame.End());
    }

    @Override
    public void onComplete() {
        end(new Frame.End());
    }

    @Override
    public void close() {
        var source = subscription;
        if (source != null) {
            source.cancel();
        }
    }
}
