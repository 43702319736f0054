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
 * Server-sent events as they come, of which only {@code data} counts. Reads no faster than events are taken, and hangs up on
 * an event above the limit. One thread takes; the client's threads bring.
 */
final class EventStream implements BodySubscriber<EventStream>, AutoCloseable {

    /** What comes out of it. */
    sealed interface Frame {

        record Data(String text) implements Frame {}

        /** Nothing more comes. */
        record End() implements Frame {}

        /** An event above the limit; nothing more comes. */
        record TooLarge() implements Frame {}
    }

    /** Read ahead at most, besides what one buffer holds. */
    private static final int WAITING_FRAMES = 16;

    private final int limit;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private volatile Flow.@Nullable Subscription subscription;
    private boolean afterCarriageReturn;
    private volatile boolean done;

    /** @param limit bytes of one event */
    EventStream(int limit) {
        this.limit = limit;
    }

    /** The next event or the end, waited for at most {@code patience}. */
    Optional<Frame> next(Duration patience) throws InterruptedException {
        var frame = frames.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        askForMore();
        return Optional.ofNullable(frame);
    }

    @Override
    public CompletionStage<EventStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        askForMore();
    }

    private void askForMore() {
        var source = subscription;
        if (source != null && !done && frames.size() < WAITING_FRAMES && asked.compareAndSet(false, true)) {
            source.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            while (buffer.hasRemaining() && !done) {
                take(buffer.get());
            }
        }
        asked.set(false);
        askForMore();
    }

    private void take(byte next) {
        boolean endsLine = next == '\n' || next == '\r';
        boolean endedBefore = next == '\n' && afterCarriageReturn;
        afterCarriageReturn = next == '\r';
        if (endedBefore) {
            return;
        }
        if (endsLine) {
            var text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            take(text);
        } else if (line.size() + data.length() >= limit) {
            end(new Frame.TooLarge());
        } else {
            line.write(next);
        }
    }

    private void take(String text) {
        if (text.isEmpty()) {
            if (!data.isEmpty()) {
                frames.add(new Frame.Data(data.toString()));
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

    /** Hangs up. */
    @Override
    public void close() {
        var source = subscription;
        if (source != null) {
            source.cancel();
        }
    }
}
