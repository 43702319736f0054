// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.failure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream thread that dies is replaced, and what it had not committed is done again; but not for ever: when more than
 * {@code limit} die within {@code window}, Kafka Streams ends, and the service with it. Safe from any thread.
 */
public final class ThreadBudget implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadBudget.class);

    private final InstantSource clock;
    private final int limit;
    private final Duration window;
    private final Deque<Instant> deaths = new ArrayDeque<>();

    public ThreadBudget(InstantSource clock, int limit, Duration window) {
        this.clock = clock;
        this.limit = limit;
        this.window = window;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        var now = clock.instant();
        deaths.addLast(now);
        while (deaths.getFirst().isBefore(now.minus(window))) {
            deaths.removeFirst();
        }
        LOG.error("stream thread died deaths={} limit={} window={}", deaths.size(), limit, window, exception);
        return deaths.size() > limit
                ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                : StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
