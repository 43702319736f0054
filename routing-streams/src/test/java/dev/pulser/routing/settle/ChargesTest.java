// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.settle;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.Rates;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.task.Usage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChargesTest {

    private static final Usage REPORTED = new Usage(10, 20, 30);
    private static final AgentDefinition AGENT =
            anAgent("maya").costing(new Rates(1, 1, 5)).build();

    @Test
    void addWhatTheAgentCostsForEachAttempt() {
        assertThat(Charges.ended(ended(new Outcome.Succeeded("{}")), AGENT)).isEqualTo(new Usage(10, 20, 35));
        assertThat(Charges.ended(ended(new Outcome.Cancelled()), AGENT)).isEqualTo(new Usage(10, 20, 35));
    }

    @Test
    void addNothingWhereTheAgentWasNotAskedOrIsGone() {
        var deferred = new Outcome.Deferred("rate-limit", "Later.", Duration.ofSeconds(1));

        assertThat(Charges.ended(ended(deferred), AGENT)).isEqualTo(REPORTED);
        assertThat(Charges.ended(ended(new Outcome.Succeeded("{}")), null)).isEqualTo(REPORTED);
    }

    @Test
    void areAllThatWasSetAsideWhereNobodyKnows() {
        var entry =
                LaneEntry.arriving(aTask().build(), new AgentName("maya"), NOON).dispatched(NOON, 70);

        assertThat(Charges.lost(entry)).isEqualTo(new Usage(0, 0, 70));
    }

    private static Report.Ended ended(Outcome outcome) {
        return new Report.Ended(aTask().build().id(), 1, 1, NOON, outcome, List.of(), REPORTED);
    }
}
