// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.streamable;

import dev.pulser.adapters.coordinator.rpc.End;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The stream on which a server of the older era says things of its own accord, for as long as the connection lasts; not
 * every server has one. It breaks as soon as the server does, which is how that is noticed between calls.
 */
final class ServerStream {

    private static final Duration USUAL_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private final StreamableConnection connection;
    private final Thread thread;
    private boolean exists;
    private @Nullable String lastEvent;
    private Duration pause = USUAL_RETRY;
    private @Nullable Duration said;

    ServerStream(StreamableConnection connection) {
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
            while (listen()) {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            }
        } catch (EgressBlocked e) {
            connection.end(new End(End.EGRESS_BLOCKED, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            if (exists || e instanceof ConnectException) {
                connection.end(End.lost("its stream of messages broke, and it gives out no other"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether to ask again. */
    private boolean listen() throws IOException, InterruptedException {
        var answer = connection.endpoint().get(connection.headers().ofStream(lastEvent));
        try (var body = answer.body()) {
            if (answer.statusCode() == 404 && connection.headers().session() != null) {
                connection.end(End.lost("its session is gone (HTTP 404)"));
                return false;
            }
            var type = answer.headers().firstValue("Content-Type").orElse("");
            if (answer.statusCode() != 200 || !type.startsWith("text/event-stream")) {
                return false; // it has no such stream
            }
            exists = true;
            pause = read(body) ? USUAL_RETRY : longer(pause);
            if (said != null) {
                pause = said.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : said;
            }
            return true;
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
    }

    /** Returns whether anything came. */
    private boolean read(InputStream body) throws InterruptedException {
        var events = new EventReader(body, connection.maxMessageBytes());
        boolean came = false;
        try {
            for (var event = events.read(); event.isPresent(); event = events.read()) {
                came = true;
                switch (event.get()) {
                    case EventReader.Event.Message(var data, var bytes) -> connection.receive(data, bytes);
                    case EventReader.Event.TooLong(var bytes) ->
                        connection.inbox().skip("an event of %d bytes".formatted(bytes));
                }
            }
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
        }
        lastEvent = events.lastId() == null ? lastEvent : events.lastId();
        said = events.retry() == null ? said : events.retry();
        return came;
    }
}
