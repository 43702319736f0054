// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.failure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/**
 * Policy for stream threads that die: the thread is replaced and repeats its uncommitted work. When more than {@code
 * limit} threads die within {@code window}, Kafka Streams shuts down, and the service with it. Thread-safe.
 */
public final class ThreadRestartPolicy implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = Logger.getLogger(ThreadRestartPolicy.class);

    private final InstantSource clock;
    private final int limit;
    private final Duration window;
    private final Deque<Instant> deaths = new ArrayDeque<>();

    public ThreadRestartPolicy(InstantSource clock, int limit, Duration window) {
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
        LOG.errorf(exception, "Stream thread died deaths=%s limit=%s window=%s", deaths.size(), limit, window);
        return deaths.size() > limit
                ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                : StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
