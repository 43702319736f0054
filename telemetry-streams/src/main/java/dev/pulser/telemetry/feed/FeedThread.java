// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a feed running on a thread of its own. What a feed does not survive, such as a fenced consumer, is logged, and a
 * new consumer begins where the offsets say.
 *
 * <p>Threads: {@link #start} and {@link #close} from any.
 */
public final class FeedThread implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(FeedThread.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final Duration BEFORE_RESTART = Duration.ofSeconds(2);

    private final String name;
    private final Set<String> topics;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final FeedDecoder decoder;
    private final Destination destination;
    private final Function<Consumer<byte[], byte[]>, Offsets> offsets;
    private final FeedState state;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private @Nullable Thread thread;

    public FeedThread(
            String name,
            Set<String> topics,
            Supplier<Consumer<byte[], byte[]>> consumers,
            FeedDecoder decoder,
            Destination destination,
            Function<Consumer<byte[], byte[]>, Offsets> offsets,
            FeedState state,
            InstantSource clock) {
        this.name = name;
        this.topics = topics;
        this.consumers = consumers;
        this.decoder = decoder;
        this.destination = destination;
        this.offsets = offsets;
        this.state = state;
        this.clock = clock;
    }

    public synchronized void start() {
        thread = Thread.ofPlatform().name(name).start(this::run);
    }

    private void run() {
        try {
            while (!isClosing()) {
                try (var consumer = consumers.get()) {
                    current = consumer;
                    feed(consumer);
                } catch (WakeupException e) {
                    LOG.debugf("feed closes feed=%s", name);
                } catch (RuntimeException e) {
                    state.enter(FeedState.Phase.WAITING);
                    LOG.errorf(e, "feed failed and begins anew feed=%s", name);
                    pause();
                }
            }
        } finally {
            state.enter(FeedState.Phase.STOPPED);
        }
    }

    private void feed(Consumer<byte[], byte[]> consumer) {
        var feed = new Feed(consumer, decoder, destination, offsets.apply(consumer), state, clock);
        feed.subscribe(topics);
        while (!isClosing()) {
            feed.turn();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause() {
        try {
            if (closing.await(BEFORE_RESTART.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debugf("feed closes feed=%s", name);
            }
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    /** Returns when the thread has ended, after {@code 5 s} at the latest. */
    @Override
    public synchronized void close() {
        closing.countDown();
        var reading = current;
        if (reading != null) {
            reading.wakeup();
        }
        if (thread != null) {
            try {
                if (!thread.join(CLOSING)) {
                    LOG.warnf("feed did not end in time feed=%s", name);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
