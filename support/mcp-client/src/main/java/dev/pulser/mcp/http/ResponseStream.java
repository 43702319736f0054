// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.http;

import dev.pulser.mcp.rpc.CloseReason;
import dev.pulser.mcp.rpc.ProtocolRevision;
import dev.pulser.mcp.rpc.RequestOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stream of server-sent events that ends with the response to one request. With a handshake revision, a stream that breaks is
 * resumed after its last event if the server assigns event ids. Resuming does not repeat the request.
 */
final class ResponseStream {

    /** Consecutive streams without an event. */
    private static final int MAX_EMPTY_STREAMS = 5;

    private static final Duration DEFAULT_RETRY = Duration.ofSeconds(1);
    private static final Duration MAX_RETRY = Duration.ofSeconds(30);

    /** Time for the server to end its stream after the response, which keeps the TCP connection reusable. */
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(2);

    private final StreamableHttpConnection connection;
    private final long id;
    private @Nullable String lastEventId;
    private Duration retry = DEFAULT_RETRY;

    ResponseStream(StreamableHttpConnection connection, long id) {
        this.connection = connection;
        this.id = id;
    }

    /** Reads until the response has arrived or the stream cannot be resumed. */
    void read(InputStream first) throws IOException, InterruptedException {
        boolean hadEvents = readEvents(first);
        for (int empty = 0;
                isPending() && canResume() && empty < MAX_EMPTY_STREAMS;
                empty = hadEvents ? 0 : empty + 1) {
            TimeUnit.NANOSECONDS.sleep(retry.toNanos());
            var response = connection.endpoint().get(connection.headers().ofStream(lastEventId));
            try (var body = response.body()) {
                if (response.statusCode() != 200) {
                    break;
                }
                hadEvents = readEvents(body);
            }
        }
        if (isPending()) {
            var reason = "Response stream ended before the response";
            connection.end(CloseReason.retryable(reason));
            if (isPending()) {
                connection.dispatcher().complete(id, new RequestOutcome.Lost(reason));
            }
        }
    }

    private boolean canResume() {
        return connection.headers().revision() instanceof ProtocolRevision.Handshake && lastEventId != null;
    }

    private boolean isPending() {
        return connection.dispatcher().isPending(id);
    }

    /** Returns true if the stream had at least one event. */
    private boolean readEvents(InputStream body) throws InterruptedException {
        var events = new SseReader(body, connection.maxMessageBytes());
        var before = lastEventId;
        boolean hadEvents = false;
        try {
            for (var event = events.read(); event.isPresent(); event = events.read()) {
                hadEvents = true;
                receive(event.get());
                if (!isPending()) {
                    drain(events, body);
                    break;
                }
            }
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
        }
        lastEventId = events.lastEventId() == null ? before : events.lastEventId();
        var requested = events.retry();
        if (requested != null) {
            retry = requested.compareTo(MAX_RETRY) > 0 ? MAX_RETRY : requested;
        }
        return hadEvents;
    }

    private void receive(SseReader.Event event) {
        switch (event) {
            case SseReader.Event.Message(var data, var bytes) -> connection.receive(data, bytes);
            case SseReader.Event.TooLong(var bytes) -> {
                connection.dispatcher().skip("event of %d bytes".formatted(bytes));
                if (isPending()) { // an event of this size on the stream of a request is its response
                    connection
                            .dispatcher()
                            .complete(id, new RequestOutcome.TooLarge(connection.maxMessageBytes(), bytes));
                }
            }
        }
    }

    private static void drain(SseReader events, InputStream body) throws IOException {
        var _ = CompletableFuture.runAsync(
                () -> close(body), CompletableFuture.delayedExecutor(DRAIN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        while (events.read().isPresent()) {
            // events after the response are discarded
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // the stream is closed either way
        }
    }
}
