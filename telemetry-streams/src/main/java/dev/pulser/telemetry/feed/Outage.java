// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A destination's outage: one line when it begins, one when it is over, longer and longer pauses between. One thread. */
final class Outage {

    private static final Logger LOG = Logger.getLogger(Outage.class);
    private static final Duration CALM = Duration.ofSeconds(1);

    private final String destination;
    private final FeedState state;
    private final InstantSource clock;
    private RetryPause pause = RetryPause.between(Duration.ofMillis(100), Duration.ofSeconds(2));
    private Instant nextTry = Instant.MIN;
    private @Nullable Instant since;

    Outage(String destination, FeedState state, InstantSource clock) {
        this.destination = destination;
        this.state = state;
        this.clock = clock;
    }

    void failed(Exception reason) {
        var now = clock.instant();
        nextTry = now.plus(pause.next());
        pause = pause.longer();
        state.enter(FeedState.Phase.WAITING);
        if (since == null) {
            since = now;
            LOG.warnf("away, waiting for it destination=%s reason=\"%s\"", destination, reason.getMessage());
        }
    }

    boolean mayTry() {
        return !clock.instant().isBefore(nextTry);
    }

    /** A batch was written: it is over. */
    void succeeded() {
        pause = pause.reset();
        end();
    }

    /** There was nothing to write. It is over when that lasts: the failed batch would have come again by now. */
    void idle() {
        if (since == null || !clock.instant().isBefore(nextTry.plus(CALM))) {
            end();
        }
    }

    private void end() {
        state.enter(FeedState.Phase.RUNNING);
        if (since != null) {
            var lasted = Duration.between(since, clock.instant());
            LOG.infof("back destination=%s after=%s", destination, lasted.truncatedTo(ChronoUnit.MILLIS));
            since = null;
        }
    }
}
