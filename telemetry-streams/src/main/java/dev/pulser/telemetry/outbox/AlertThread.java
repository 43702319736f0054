// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.outbox;

import dev.pulser.telemetry.alert.AlertsConfig;
import dev.pulser.telemetry.channel.Channel;
import dev.pulser.telemetry.feed.RetryPause;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks for trouble that lasts and tells people, each second, on a thread of its own: no channel that is slow or away holds
 * anything else up. Without the database it waits; the feed says that it is away.
 *
 * <p>Threads: {@link #start} and {@link #close} from any.
 */
public final class AlertThread implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AlertThread.class);
    private static final RetryPause PAUSE = RetryPause.between(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final DeepQueues queues;
    private final ServiceLevels levels;
    private final AlertSender sender;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread thread;

    /** @param projector gives connections with the rights of {@code pulser_projector} */
    public AlertThread(DataSource projector, List<Channel> channels, AlertsConfig config, InstantSource clock) {
        this.queues = new DeepQueues(projector, config.queue());
        this.levels = new ServiceLevels(projector);
        this.sender = new AlertSender(new Outbox(projector), channels, config.quiet(), config.giveUpAfter());
        this.clock = clock;
    }

    public synchronized void start() {
        thread = Thread.ofPlatform().name("pulser-alerts").start(this::run);
    }

    private void run() {
        var pause = PAUSE;
        try {
            while (!closing.await(pause.next().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    turn();
                    pause = PAUSE;
                } catch (SQLException e) {
                    LOG.debugf("no database for alerts reason=\"%s\"", e.getMessage());
                    pause = pause.longer();
                } catch (RuntimeException e) {
                    LOG.error("telling people failed and begins anew", e);
                    pause = pause.longer();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("alerts close");
        }
    }

    private void turn() throws SQLException, InterruptedException {
        queues.look(clock.instant());
        levels.look(clock.instant());
        boolean more = true;
        while (more && closing.getCount() > 0) {
            more = sender.turn(clock.instant());
        }
    }

    /** Returns when the thread has ended, after {@code 5 s} at the latest. What it was sending then comes again. */
    @Override
    public synchronized void close() {
        closing.countDown();
        if (thread != null) {
            thread.interrupt();
            try {
                if (!thread.join(CLOSING)) {
                    LOG.warn("alerts did not end in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
