// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.monitor;

import dev.pulser.adapters.guard.BreakerState;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.HealthState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of one agent, and when it is to be looked at again. Safe from any thread. */
final class AgentWatch {

    private static final int IN_DOUBT = 10;

    private final MonitorConfig config;
    private HealthTrend trend = HealthTrend.NEW;
    private @Nullable String found;
    private @Nullable Duration latency;
    private @Nullable Instant checkedAt;
    private AgentHealth verdict = AgentHealth.UNKNOWN;
    private long nextAt;
    private boolean checking;

    /** @param now as {@link System#nanoTime()}: it is to be looked at at once */
    AgentWatch(MonitorConfig config, long now) {
        this.config = config;
        nextAt = now;
    }

    /** Whether to check it now; if so nobody else is told the same until {@link #checked}. */
    synchronized boolean claim(long now) {
        if (checking || now - nextAt < 0) {
            return false;
        }
        checking = true;
        return true;
    }

    /** Something speaks against it: it is to be looked at at once. */
    synchronized void suspect(long now) {
        nextAt = now;
    }

    synchronized void checked(CheckResult result, Duration took, Instant at, long now) {
        trend = trend.after(result, config.unhealthyAfter(), config.healthyAfter());
        found = switch (result) {
            case CheckResult.Fine _ -> null;
            case CheckResult.Poor(var reason) -> reason;
            case CheckResult.Failing(var reason) -> reason;
        };
        latency = took;
        checkedAt = at;
        checking = false;
        var pause = trend.inDoubt() ? config.interval().dividedBy(IN_DOUBT) : config.interval();
        nextAt = now + pause.toNanos();
    }

    /** The verdict, of checks and live traffic together. */
    synchronized AgentHealth judge(BreakerState breaker, Instant at) {
        var state = worse(trend.state(), stateOf(breaker));
        var since = state == verdict.state() && verdict.since() != null ? verdict.since() : at;
        verdict = new AgentHealth(state, reason(state, breaker), since, checkedAt, latency);
        return verdict;
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
        if (found != null) {
            return found;
        }
        return switch (state) {
            case HEALTHY, UNKNOWN -> null;
            case DEGRADED, UNHEALTHY ->
                breaker == BreakerState.CLOSED
                        ? "it is well again since its last check, and watched"
                        : "nearly all of its last attempts were not answered";
        };
    }
}
