// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.http;

import dev.pulser.mcp.rpc.CloseReason;
import dev.pulser.service.egress.EgressBlockedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stream of messages that a server with a handshake revision sends without a request. Optional for servers. It breaks when the
 * server ends, which detects the loss of a server between calls.
 */
final class ServerStream {

    private static final Duration DEFAULT_RETRY = Duration.ofSeconds(1);
    private static final Duration MAX_RETRY = Duration.ofSeconds(30);

    private final StreamableHttpConnection connection;
    private final Thread thread;
    private boolean supported;
    private @Nullable String lastEventId;
    private Duration delay = DEFAULT_RETRY;
    private @Nullable Duration requestedRetry;

    ServerStream(StreamableHttpConnection connection) {
        this.connection = connection;
        this.thread = Thread.ofVirtual()
                .name("mcp-%s-stream".formatted(connection.name()))
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (openAndRead()) {
                TimeUnit.NANOSECONDS.sleep(delay.toNanos());
            }
        } catch (EgressBlockedException e) {
            connection.end(new CloseReason(CloseReason.EGRESS_BLOCKED, e.reason()));
        } catch (IOException e) {
            if (supported || e instanceof ConnectException) {
                connection.end(CloseReason.retryable("Server stream broke and could not be reopened"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns true if the stream should be opened again. */
    private boolean openAndRead() throws IOException, InterruptedException {
        var response = connection.endpoint().get(connection.headers().ofStream(lastEventId));
        try (var body = response.body()) {
            if (response.statusCode() == 404 && connection.headers().session() != null) {
                connection.end(CloseReason.retryable("Session expired (HTTP 404)"));
                return false;
            }
            var type = response.headers().firstValue("Content-Type").orElse("");
            if (response.statusCode() != 200 || !type.startsWith("text/event-stream")) {
                return false; // the server does not offer this stream
            }
            supported = true;
            delay = readEvents(body) ? DEFAULT_RETRY : doubled(delay);
            if (requestedRetry != null) {
                delay = requestedRetry.compareTo(MAX_RETRY) > 0 ? MAX_RETRY : requestedRetry;
            }
            return true;
        }
    }

    private static Duration doubled(Duration delay) {
        var doubled = delay.multipliedBy(2);
        return doubled.compareTo(MAX_RETRY) > 0 ? MAX_RETRY : doubled;
    }

    /** Returns true if the stream had at least one event. */
    private boolean readEvents(InputStream body) throws InterruptedException {
        var events = new SseReader(body, connection.maxMessageBytes());
        boolean hadEvents = false;
        try {
            for (var event = events.read(); event.isPresent(); event = events.read()) {
                hadEvents = true;
                switch (event.get()) {
                    case SseReader.Event.Message(var data, var bytes) -> connection.receive(data, bytes);
                    case SseReader.Event.TooLong(var bytes) ->
                        connection.dispatcher().skip("event of %d bytes".formatted(bytes));
                }
            }
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
        }
        lastEventId = events.lastEventId() == null ? lastEventId : events.lastEventId();
        requestedRetry = events.retry() == null ? requestedRetry : events.retry();
        return hadEvents;
    }
}
