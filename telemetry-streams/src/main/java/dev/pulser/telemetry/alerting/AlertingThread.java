// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alerting;

import dev.pulser.service.time.Backoff;
import dev.pulser.telemetry.alert.AlertsConfig;
import dev.pulser.telemetry.channel.AlertChannel;
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
 * Thread that evaluates the alerting rules and sends due alerts, once a second. Alerts have a thread of their own, because
 * channels may be slow. While the database is unavailable it waits; the sink logs the outage.
 *
 * <p>Threads: {@link #start} and {@link #close} from any.
 */
public final class AlertingThread implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AlertingThread.class);
    private static final Backoff INTERVAL = Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final QueueDepthRule queueDepth;
    private final ServiceLevelRule serviceLevel;
    private final AlertSender sender;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread thread;

    /** @param projector source of connections with the rights of role {@code pulser_projector} */
    public AlertingThread(DataSource projector, List<AlertChannel> channels, AlertsConfig config, InstantSource clock) {
        this.queueDepth = new QueueDepthRule(projector, config.queue());
        this.serviceLevel = new ServiceLevelRule(projector);
        this.sender = new AlertSender(new AlertOutbox(projector), channels, config.quiet(), config.giveUpAfter());
        this.clock = clock;
    }

    public synchronized void start() {
        thread = Thread.ofPlatform().name("pulser-alerts").start(this::run);
    }

    private void run() {
        var interval = INTERVAL;
        try {
            while (!closing.await(interval.next().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    evaluateAndSend();
                    interval = INTERVAL;
                } catch (SQLException e) {
                    LOG.debugf("Database unavailable for alerts, retrying reason=\"%s\"", e.getMessage());
                    interval = interval.increased();
                } catch (RuntimeException e) {
                    LOG.error("Alerting failed, retrying", e);
                    interval = interval.increased();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Alerting closed");
        }
    }

    private void evaluateAndSend() throws SQLException, InterruptedException {
        queueDepth.evaluate(clock.instant());
        serviceLevel.evaluate(clock.instant());
        boolean more = true;
        while (more && closing.getCount() > 0) {
            more = sender.sendNext(clock.instant());
        }
    }

    /** Stops the thread and waits at most 5 s for it to end. An alert that is being sent is sent again later. */
    @Override
    public synchronized void close() {
        closing.countDown();
        if (thread != null) {
            thread.interrupt();
            try {
                if (!thread.join(CLOSE_LIMIT)) {
                    LOG.warnf("Alerting did not stop within %d s", CLOSE_LIMIT.toSeconds());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
