// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.settlement;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.LaneEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptChargesTest {

    private static final Usage REPORTED = new Usage(10, 20, 30);
    private static final AgentDefinition AGENT =
            anAgent("maya").costing(new Rates(1, 1, 5)).build();

    @Test
    void addTheAgentsRatePerAttempt() {
        assertThat(AttemptCharges.ended(ended(new Outcome.Succeeded("{}")), AGENT))
                .isEqualTo(new Usage(10, 20, 35));
        assertThat(AttemptCharges.ended(ended(new Outcome.Cancelled()), AGENT)).isEqualTo(new Usage(10, 20, 35));
    }

    @Test
    void addNothingForADeferredAttemptOrARemovedAgent() {
        var deferred = new Outcome.Deferred("rate-limit", "Later.", Duration.ofSeconds(1));

        assertThat(AttemptCharges.ended(ended(deferred), AGENT)).isEqualTo(REPORTED);
        assertThat(AttemptCharges.ended(ended(new Outcome.Succeeded("{}")), null))
                .isEqualTo(REPORTED);
    }

    @Test
    void chargeTheReservationOfALostAttempt() {
        var entry =
                LaneEntry.arriving(aTask().build(), new AgentName("maya"), NOON).dispatched(NOON, 70);

        assertThat(AttemptCharges.lost(entry)).isEqualTo(new Usage(0, 0, 70));
    }

    private static AdapterReport.AttemptEnded ended(Outcome outcome) {
        return new AdapterReport.AttemptEnded(aTask().build().id(), 1, 1, NOON, outcome, List.of(), REPORTED);
    }
}
