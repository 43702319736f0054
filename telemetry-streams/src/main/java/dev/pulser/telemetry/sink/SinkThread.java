// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sink;

import dev.pulser.telemetry.batch.SinkRecordDecoder;
import dev.pulser.telemetry.health.SinkStatus;
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
 * Thread of one sink task. After a fatal error of the task, such as a fenced consumer, it logs the error and
 * starts a new task at the committed offsets.
 *
 * <p>Threads: {@link #start} and {@link #close} from any.
 */
public final class SinkThread implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SinkThread.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(2);

    private final Source source;
    private final Sink sink;
    private final Function<Consumer<byte[], byte[]>, SinkOffsets> offsets;
    private final SinkStatus status;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private @Nullable Thread thread;

    /**
     * Source of a task's records.
     *
     * @param group     name of the consumer group, and of the thread
     * @param consumers a new member of the group for each task
     */
    public record Source(
            String group,
            Set<String> topics,
            Supplier<Consumer<byte[], byte[]>> consumers,
            SinkRecordDecoder decoder) {}

    /** @param offsets offsets of the tasks, made for each task's consumer */
    public SinkThread(
            Source source,
            Sink sink,
            Function<Consumer<byte[], byte[]>, SinkOffsets> offsets,
            SinkStatus status,
            InstantSource clock) {
        this.source = source;
        this.sink = sink;
        this.offsets = offsets;
        this.status = status;
        this.clock = clock;
    }

    public synchronized void start() {
        thread = Thread.ofPlatform().name(source.group()).start(this::run);
    }

    private void run() {
        try {
            while (!isClosing()) {
                try (var consumer = source.consumers().get()) {
                    current = consumer;
                    runTask(consumer);
                } catch (WakeupException e) {
                    LOG.debugf("Sink task closed group=%s", source.group());
                } catch (RuntimeException e) {
                    status.enter(SinkStatus.Phase.WAITING);
                    LOG.errorf(e, "Sink task failed, restarting group=%s", source.group());
                    pause();
                }
            }
        } finally {
            status.enter(SinkStatus.Phase.STOPPED);
        }
    }

    private void runTask(Consumer<byte[], byte[]> consumer) {
        var task = new SinkTask(consumer, source.decoder(), sink, offsets.apply(consumer), status, clock);
        task.subscribe(source.topics());
        while (!isClosing()) {
            task.poll();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause() {
        try {
            var _ = closing.await(RESTART_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    /** Stops the task and waits at most 5 s for the thread to end. */
    @Override
    public synchronized void close() {
        closing.countDown();
        var consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        if (thread != null) {
            try {
                if (!thread.join(CLOSE_LIMIT)) {
                    LOG.warnf("Sink task did not stop within %d s group=%s", CLOSE_LIMIT.toSeconds(), source.group());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
