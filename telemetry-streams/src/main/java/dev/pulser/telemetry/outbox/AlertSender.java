// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.outbox;

import dev.pulser.telemetry.channel.Channel;
import dev.pulser.telemetry.channel.NotDelivered;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Tells people, one alert at a time, over every channel. What a channel took is written down at once: after a restart, and
 * by whichever instance, only the others are tried again.
 *
 * <p>Threads: one.
 */
final class AlertSender {

    static final String NO_CHANNEL =
            "there is no channel: set PULSER_ALERTS_SLACK_URL or PULSER_ALERTS_SMTP_HOST, _FROM and _TO";

    private static final Logger LOG = Logger.getLogger(AlertSender.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Outbox outbox;
    private final List<Channel> channels;
    private final Duration quiet;
    private final Duration giveUpAfter;

    AlertSender(Outbox outbox, List<Channel> channels, Duration quiet, Duration giveUpAfter) {
        this.outbox = outbox;
        this.channels = List.copyOf(channels);
        this.quiet = quiet;
        this.giveUpAfter = giveUpAfter;
    }

    /** Sees to the alert that is due; false where none is. */
    boolean turn(Instant now) throws SQLException, InterruptedException {
        var next = outbox.claim(now);
        if (next.isEmpty()) {
            return false;
        }
        var claim = next.get();
        switch (claim.verdict(now, quiet)) {
            case Claim.Verdict.Tell _ -> tell(claim, now);
            case Claim.Verdict.HoldBack(var until) -> outbox.holdBack(claim.alert(), until);
            case Claim.Verdict.Forget _ -> outbox.forget(claim.alert());
        }
        return true;
    }

    private void tell(Claim claim, Instant now) throws SQLException, InterruptedException {
        var alert = claim.alert();
        var problems = channels.isEmpty() ? List.of(NO_CHANNEL) : sendToOthers(claim);
        if (problems.isEmpty()) {
            outbox.sent(alert, now);
            LOG.infof("alert sent alert=\"%s\" attempts=%d", alert.id(), claim.attempts());
            return;
        }
        var reason = String.join("; ", problems);
        if (channels.isEmpty() || alert.at().plus(giveUpAfter).isBefore(now)) {
            outbox.failed(alert, reason);
            LOG.warnf("alert given up alert=\"%s\" attempts=%d reason=\"%s\"", alert.id(), claim.attempts(), reason);
        } else {
            var pause = pauseAfter(claim.attempts());
            outbox.retry(alert, now.plus(pause), reason);
            LOG.warnf("alert not sent, trying again alert=\"%s\" after=%s reason=\"%s\"", alert.id(), pause, reason);
        }
    }

    /** What went wrong, channel by channel; empty when every one has taken it. */
    private List<String> sendToOthers(Claim claim) throws SQLException, InterruptedException {
        var problems = new ArrayList<String>();
        for (var channel : channels) {
            if (!claim.delivered().contains(channel.name())) {
                try {
                    channel.send(claim.alert());
                    outbox.delivered(claim.alert(), channel.name());
                } catch (NotDelivered e) {
                    problems.add(channel.name() + ": " + e.getMessage());
                }
            }
        }
        return problems;
    }

    static Duration pauseAfter(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
