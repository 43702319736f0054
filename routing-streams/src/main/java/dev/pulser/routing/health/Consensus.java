// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.health;

import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.HealthState;
import dev.pulser.routing.out.Clip;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What several adapters' findings come to: unhealthy where all say so, degraded where some find fault, unknown where nobody
 * knows. Pure.
 */
final class Consensus {

    private static final int MAX_REASON_CHARS = 500;

    private Consensus() {}

    static AgentHealth of(Collection<AgentHealth> findings) {
        var known = findings.stream()
                .filter(finding -> finding.state() != HealthState.UNKNOWN)
                .toList();
        if (known.isEmpty()) {
            return AgentHealth.UNKNOWN;
        }
        var state = stateOf(known);
        var newest =
                known.stream().max(Comparator.comparing(Consensus::checkedAt)).orElseThrow();
        return new AgentHealth(state, reasonOf(known), sinceOf(state, known), newest.checkedAt(), newest.latency());
    }

    private static HealthState stateOf(List<AgentHealth> known) {
        if (known.stream().allMatch(finding -> finding.state() == HealthState.UNHEALTHY)) {
            return HealthState.UNHEALTHY;
        }
        boolean healthy = known.stream().allMatch(finding -> finding.state() == HealthState.HEALTHY);
        return healthy ? HealthState.HEALTHY : HealthState.DEGRADED;
    }

    /** What is wrong, said once however many say it; the order of the adapters must not matter. */
    private static @Nullable String reasonOf(List<AgentHealth> known) {
        var reasons = known.stream()
                .filter(finding -> finding.state() != HealthState.HEALTHY)
                .map(AgentHealth::reason)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? null : Clip.to(MAX_REASON_CHARS, reasons);
    }

    /** All are healthy, or unhealthy, since the last one became so; it is degraded since the first found fault. */
    private static @Nullable Instant sinceOf(HealthState state, List<AgentHealth> known) {
        var times = known.stream()
                .filter(finding -> state != HealthState.DEGRADED || finding.state() != HealthState.HEALTHY)
                .map(AgentHealth::since)
                .filter(Objects::nonNull);
        Function<Instant, Instant> itself = Function.identity();
        return (state == HealthState.DEGRADED
                        ? times.min(Comparator.comparing(itself))
                        : times.max(Comparator.comparing(itself)))
                .orElse(null);
    }

    private static Instant checkedAt(AgentHealth finding) {
        return Objects.requireNonNullElse(finding.checkedAt(), Instant.EPOCH);
    }
}
