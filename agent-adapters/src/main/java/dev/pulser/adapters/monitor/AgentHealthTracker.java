// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.monitor;

import dev.pulser.adapters.guard.BreakerState;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.HealthState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Health of one agent and time of its next check. Safe from any thread. */
final class AgentHealthTracker {

    private static final int FAST_CHECK_FACTOR = 10;

    private final MonitorConfig config;
    private HealthTrend trend = HealthTrend.NEW;
    private @Nullable String checkReason;
    private @Nullable Duration latency;
    private @Nullable Instant checkedAt;
    private AgentHealth health = AgentHealth.UNKNOWN;
    private long nextAt;
    private boolean checking;

    /** @param now current {@link System#nanoTime()}; the first check is due at once */
    AgentHealthTracker(MonitorConfig config, long now) {
        this.config = config;
        nextAt = now;
    }

    /** Returns true if a check is due. Further calls return false until {@link #checked}. */
    synchronized boolean claim(long now) {
        if (checking || now - nextAt < 0) {
            return false;
        }
        checking = true;
        return true;
    }

    /** Makes a check due at once. */
    synchronized void requestCheck(long now) {
        nextAt = now;
    }

    synchronized void checked(CheckResult result, Duration duration, Instant at, long now) {
        trend = trend.after(result, config.failureThreshold(), config.successThreshold());
        checkReason = switch (result) {
            case CheckResult.Healthy _ -> null;
            case CheckResult.Degraded(var reason) -> reason;
            case CheckResult.Unhealthy(var reason) -> reason;
        };
        latency = duration;
        checkedAt = at;
        checking = false;
        var pause = trend.needsFastCheck() ? config.interval().dividedBy(FAST_CHECK_FACTOR) : config.interval();
        nextAt = now + pause.toNanos();
    }

    /** Returns the health from checks and circuit breaker together. */
    synchronized AgentHealth evaluate(BreakerState breaker, Instant at) {
        var state = worse(trend.state(), stateOf(breaker));
        var since = state == health.state() && health.since() != null ? health.since() : at;
        health = new AgentHealth(state, reason(state, breaker), since, checkedAt, latency);
        return health;
    }

    private static HealthState stateOf(BreakerState breaker) {
        return switch (breaker) {
            case CLOSED -> HealthState.UNKNOWN;
            case HALF_OPEN -> HealthState.DEGRADED;
            case OPEN -> HealthState.UNHEALTHY;
        };
    }

    private static HealthState worse(HealthState left, HealthState right) {
        return left.compareTo(right) > 0 ? left : right;
    }

    private @Nullable String reason(HealthState state, BreakerState breaker) {
        if (checkReason != null) {
            return checkReason;
        }
        return switch (state) {
            case HEALTHY, UNKNOWN -> null;
            case DEGRADED, UNHEALTHY ->
                breaker == BreakerState.CLOSED
                        ? "Recovering: the last check succeeded"
                        : "Circuit breaker is not closed: most recent attempts got no response";
        };
    }
}
