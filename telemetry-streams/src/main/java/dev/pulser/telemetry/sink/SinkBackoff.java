// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sink;

import dev.pulser.service.time.Backoff;
import dev.pulser.telemetry.health.SinkStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Backoff of a task whose store is unavailable. Logs the outage once and the recovery once. Not thread-safe. */
final class SinkBackoff {

    private static final Logger LOG = Logger.getLogger(SinkBackoff.class);
    private static final Duration IDLE_BEFORE_RECOVERY = Duration.ofSeconds(1);

    private final String sink;
    private final SinkStatus status;
    private final InstantSource clock;
    private Backoff backoff = Backoff.between(Duration.ofMillis(100), Duration.ofSeconds(2));
    private Instant nextTry = Instant.MIN;
    private @Nullable Instant failedSince;

    SinkBackoff(String sink, SinkStatus status, InstantSource clock) {
        this.sink = sink;
        this.status = status;
        this.clock = clock;
    }

    void recordFailure(Exception reason) {
        var now = clock.instant();
        nextTry = now.plus(backoff.next());
        backoff = backoff.increased();
        status.enter(SinkStatus.Phase.WAITING);
        if (failedSince == null) {
            failedSince = now;
            LOG.warnf("Sink unavailable, retrying sink=%s reason=\"%s\"", sink, reason.getMessage());
        }
    }

    boolean mayTry() {
        return !clock.instant().isBefore(nextTry);
    }

    void recordSuccess() {
        backoff = backoff.reset();
        recover();
    }

    /** Ends the outage when polls stay empty: a batch that failed would have been read again by then. */
    void recordIdle() {
        if (failedSince == null || !clock.instant().isBefore(nextTry.plus(IDLE_BEFORE_RECOVERY))) {
            recover();
        }
    }

    private void recover() {
        status.enter(SinkStatus.Phase.RUNNING);
        if (failedSince != null) {
            var duration = Duration.between(failedSince, clock.instant());
            LOG.infof("Sink available again sink=%s after=%s", sink, duration.truncatedTo(ChronoUnit.MILLIS));
            failedSince = null;
        }
    }
}
