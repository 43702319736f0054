// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.agent;

import static dev.pulser.telemetry.sample.AgentStatuses.healthy;
import static dev.pulser.telemetry.sample.AgentStatuses.second;
import static dev.pulser.telemetry.sample.AgentStatuses.unhealthy;
import static dev.pulser.telemetry.sample.TaskEvents.MAYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.HealthState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthChangeTest {

    private static final HealthChange.Previous WELL =
            new HealthChange.Previous(second(10), HealthState.HEALTHY, second(1));

    @Test
    void isOnePerChangeOfTheState() {
        assertThat(among(Map.of(), healthy(1), healthy(2), unhealthy(3), unhealthy(4, 3), healthy(5)))
                .extracting(change -> change.at() + " " + change.to().state())
                .containsExactly(second(1) + " HEALTHY", second(3) + " UNHEALTHY", second(5) + " HEALTHY");
    }

    @Test
    void isNoneWhenTheStateIsUnchanged() {
        assertThat(among(Map.of(MAYA, WELL), healthy(11), healthy(12))).isEmpty();
    }

    @Test
    void ignoresOlderRecords() {
        assertThat(among(Map.of(MAYA, WELL), unhealthy(9))).isEmpty();
    }

    @Test
    void distinguishesFailureAndRecovery() {
        var changes = among(Map.of(MAYA, WELL), unhealthy(13, 12), healthy(14));

        assertThat(changes).extracting(HealthChange::isFailure).containsExactly(true, false);
        assertThat(changes).extracting(HealthChange::isRecovery).containsExactly(false, true);
        assertThat(changes.getFirst().since()).isEqualTo(second(12));
        assertThat(changes.getLast().from().since()).isEqualTo(second(12));
    }

    private static List<HealthChange> among(Map<AgentName, HealthChange.Previous> known, AgentStatus... statuses) {
        return HealthChange.among(List.of(statuses), known);
    }
}
