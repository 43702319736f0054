// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.streamable;

import dev.pulser.adapters.coordinator.rpc.End;
import dev.pulser.adapters.coordinator.rpc.Era;
import dev.pulser.adapters.coordinator.rpc.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events that ends with the answer to a request. In the older era a stream that breaks off before is asked for
 * again, from its last event on, where the server numbers them; asking again for what was said is not asking again for what
 * was to be done.
 */
final class AnswerStream {

    /** Streams in a row on which nothing came. */
    private static final int MAX_EMPTY_STREAMS = 5;

    private static final Duration USUAL_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    /** For a server to end its stream after its answer, which keeps the connection in use. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final StreamableConnection connection;
    private final long id;
    private @Nullable String lastEvent;
    private Duration retry = USUAL_RETRY;

    AnswerStream(StreamableConnection connection, long id) {
        this.connection = connection;
        this.id = id;
    }

    void follow(InputStream first) throws IOException, InterruptedException {
        boolean moved = read(first);
        for (int empty = 0; isAwaited() && mayGoOn() && empty < MAX_EMPTY_STREAMS; empty = moved ? 0 : empty + 1) {
            TimeUnit.NANOSECONDS.sleep(retry.toNanos());
            var answer = connection.endpoint().get(connection.headers().ofStream(lastEvent));
            try (var body = answer.body()) {
                if (answer.statusCode() != 200) {
                    break;
                }
                moved = read(body);
            }
        }
        if (isAwaited()) {
            var reason = "its answer broke off";
            connection.end(End.lost(reason));
            if (isAwaited()) {
                connection.inbox().settle(id, new Reply.Lost(reason));
            }
        }
    }

    private boolean mayGoOn() {
        return connection.headers().era() instanceof Era.Legacy && lastEvent != null;
    }

    private boolean isAwaited() {
        return connection.inbox().awaits(id);
    }

    /** Returns whether anything came. */
    private boolean read(InputStream body) throws InterruptedException {
        var events = new EventReader(body, connection.maxMessageBytes());
        var before = lastEvent;
        boolean came = false;
        try {
            for (var event = events.read(); event.isPresent(); event = events.read()) {
                came = true;
                take(event.get());
                if (!isAwaited()) {
                    drain(events, body);
                    break;
                }
            }
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
        }
        lastEvent = events.lastId() == null ? before : events.lastId();
        var said = events.retry();
        if (said != null) {
            retry = said.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : said;
        }
        return came;
    }

    private void take(EventReader.Event event) {
        switch (event) {
            case EventReader.Event.Message(var data, var bytes) -> connection.receive(data, bytes);
            case EventReader.Event.TooLong(var bytes) -> {
                connection.inbox().skip("an event of %d bytes".formatted(bytes));
                if (isAwaited()) { // on the stream of one request, nothing else would be that long
                    connection.inbox().settle(id, new Reply.TooLarge(connection.maxMessageBytes(), bytes));
                }
            }
        }
    }

    private static void drain(EventReader events, InputStream body) throws IOException {
        var _ = CompletableFuture.runAsync(
                () -> close(body), CompletableFuture.delayedExecutor(LINGER.toMillis(), TimeUnit.MILLISECONDS));
        while (events.read().isPresent()) {
            // nothing that comes after the answer is of interest
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // it is closed, which was all that was wanted
        }
    }
}
