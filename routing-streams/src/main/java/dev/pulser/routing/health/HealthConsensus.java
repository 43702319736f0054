// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.health;

import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.HealthState;
import dev.pulser.contract.text.Excerpt;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Combination of the health reports of several adapters: unhealthy when all report so, degraded when some do or report
 * degraded, unknown without reports.
 */
final class HealthConsensus {

    private static final int MAX_REASON_CHARS = 500;

    private HealthConsensus() {}

    static AgentHealth of(Collection<AgentHealth> reports) {
        var known = reports.stream()
                .filter(report -> report.state() != HealthState.UNKNOWN)
                .toList();
        if (known.isEmpty()) {
            return AgentHealth.UNKNOWN;
        }
        var state = state(known);
        var newest = known.stream()
                .max(Comparator.comparing(HealthConsensus::checkedAt))
                .orElseThrow();
        return new AgentHealth(state, reason(known), since(state, known), newest.checkedAt(), newest.latency());
    }

    private static HealthState state(List<AgentHealth> known) {
        if (known.stream().allMatch(report -> report.state() == HealthState.UNHEALTHY)) {
            return HealthState.UNHEALTHY;
        }
        boolean healthy = known.stream().allMatch(report -> report.state() == HealthState.HEALTHY);
        return healthy ? HealthState.HEALTHY : HealthState.DEGRADED;
    }

    /** Returns the distinct reasons, sorted, so that the order of adapters does not matter. */
    private static @Nullable String reason(List<AgentHealth> known) {
        var reasons = known.stream()
                .filter(report -> report.state() != HealthState.HEALTHY)
                .map(AgentHealth::reason)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? null : Excerpt.truncate(reasons, MAX_REASON_CHARS);
    }

    /** Returns the latest change for healthy and unhealthy, and the first report of a problem for degraded. */
    private static @Nullable Instant since(HealthState state, List<AgentHealth> known) {
        var times = known.stream()
                .filter(report -> state != HealthState.DEGRADED || report.state() != HealthState.HEALTHY)
                .map(AgentHealth::since)
                .filter(Objects::nonNull);
        Function<Instant, Instant> itself = Function.identity();
        return (state == HealthState.DEGRADED
                        ? times.min(Comparator.comparing(itself))
                        : times.max(Comparator.comparing(itself)))
                .orElse(null);
    }

    private static Instant checkedAt(AgentHealth report) {
        return Objects.requireNonNullElse(report.checkedAt(), Instant.EPOCH);
    }
}
