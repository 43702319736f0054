// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alerting;

import dev.pulser.telemetry.alerting.ClaimedAlert.AlertDecision;
import dev.pulser.telemetry.channel.AlertChannel;
import dev.pulser.telemetry.channel.AlertDeliveryException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sender of alerts over every channel, one alert at a time. A delivery is stored at once, so that a retry by any instance
 * uses the other channels only. Not thread-safe.
 */
final class AlertSender {

    static final String NO_CHANNEL =
            "no channel is configured. Set PULSER_ALERTS_SLACK_URL, or PULSER_ALERTS_SMTP_HOST, _FROM and _TO";

    private static final Logger LOG = Logger.getLogger(AlertSender.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final AlertOutbox outbox;
    private final List<AlertChannel> channels;
    private final Duration quiet;
    private final Duration giveUpAfter;

    AlertSender(AlertOutbox outbox, List<AlertChannel> channels, Duration quiet, Duration giveUpAfter) {
        this.outbox = outbox;
        this.channels = List.copyOf(channels);
        this.quiet = quiet;
        this.giveUpAfter = giveUpAfter;
    }

    /** Handles the alert that is due longest; returns false when none is due. */
    boolean sendNext(Instant now) throws SQLException, InterruptedException {
        var next = outbox.claim(now);
        if (next.isEmpty()) {
            return false;
        }
        var claimed = next.get();
        switch (claimed.decide(now, quiet)) {
            case AlertDecision.Send _ -> send(claimed, now);
            case AlertDecision.Postpone(var until) -> outbox.postpone(claimed.alert(), until);
            case AlertDecision.Suppress _ -> outbox.suppress(claimed.alert());
        }
        return true;
    }

    private void send(ClaimedAlert claimed, Instant now) throws SQLException, InterruptedException {
        var alert = claimed.alert();
        var errors = channels.isEmpty() ? List.of(NO_CHANNEL) : sendToRemaining(claimed);
        if (errors.isEmpty()) {
            outbox.markSent(alert, now);
            LOG.infof("Alert sent alert=\"%s\" attempt=%d", alert.id(), claimed.attempts());
            return;
        }
        var reason = String.join("; ", errors);
        if (channels.isEmpty() || alert.at().plus(giveUpAfter).isBefore(now)) {
            outbox.markFailed(alert, reason);
            LOG.warnf(
                    "Alert not sent, no more retries alert=\"%s\" attempt=%d reason=\"%s\"",
                    alert.id(), claimed.attempts(), reason);
        } else {
            var pause = pauseAfter(claimed.attempts());
            outbox.retry(alert, now.plus(pause), reason);
            LOG.warnf("Alert not sent, retrying alert=\"%s\" after=%s reason=\"%s\"", alert.id(), pause, reason);
        }
    }

    /** Returns the error of each channel that did not accept the alert. */
    private List<String> sendToRemaining(ClaimedAlert claimed) throws SQLException, InterruptedException {
        var errors = new ArrayList<String>();
        for (var channel : channels) {
            if (!claimed.deliveredTo().contains(channel.name())) {
                try {
                    channel.send(claimed.alert());
                    outbox.markDelivered(claimed.alert(), channel.name());
                } catch (AlertDeliveryException e) {
                    errors.add(channel.name() + ": " + e.getMessage());
                }
            }
        }
        return errors;
    }

    static Duration pauseAfter(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
