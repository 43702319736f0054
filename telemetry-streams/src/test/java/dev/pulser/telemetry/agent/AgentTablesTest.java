// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.agent;

import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.telemetry.sample.Batches.ofDefinitions;
import static dev.pulser.telemetry.sample.Batches.ofRemoval;
import static dev.pulser.telemetry.sample.Batches.ofStatuses;
import static dev.pulser.telemetry.sample.Events.MAYA;
import static dev.pulser.telemetry.sample.Events.NOON;
import static dev.pulser.telemetry.sample.Statuses.healthy;
import static dev.pulser.telemetry.sample.Statuses.spending;
import static dev.pulser.telemetry.sample.Statuses.status;
import static dev.pulser.telemetry.sample.Statuses.unhealthy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentStatus.Spending;
import dev.pulser.contract.agent.HealthState;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.telemetry.feed.Batch;
import dev.pulser.telemetry.feed.FeedState;
import dev.pulser.telemetry.projection.TaskProjection;
import dev.pulser.telemetry.sample.TestPostgres;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentTablesTest {

    private static final AgentName DASH = new AgentName("dash");
    private static final AgentName ARKIE = new AgentName("arkie");

    private TestPostgres postgres;
    private TaskProjection projection;

    @BeforeEach
    void reach() throws Exception {
        postgres = TestPostgres.newDatabase();
        projection = new TaskProjection(postgres.migrations(), postgres.projector(), new FeedState());
        projection.reach();
    }

    @Test
    void keepsHowEachAgentIs() throws Exception {
        projection.write(ofStatuses(0, healthy(1), unhealthy(31, 30)));

        assertThat(postgres.allFor(
                        "acme",
                        "select concat_ws('|', agent, health, health_reason, health_since at time zone 'UTC',"
                                + " checked_at at time zone 'UTC', check_ms, hold, spending) from pulser.agent_status"))
                .containsExactly("maya|unhealthy|connection refused|2026-01-31 12:00:30|2026-01-31 12:00:31|12");
    }

    @Test
    void keepsEveryChangeOnceHoweverOftenAndInWhateverPiecesItIsRead() throws Exception {
        var whole = ofStatuses(0, healthy(1), healthy(2), unhealthy(30), unhealthy(31, 30), healthy(60));
        var batches = List.of(
                whole, ofStatuses(0, healthy(1), healthy(2)), ofStatuses(2, unhealthy(30)), whole.secondHalf(), whole);

        for (Batch batch : batches) {
            projection.write(batch);
        }

        assertThat(postgres.allFor(
                        "acme",
                        "select concat_ws('|', agent, at at time zone 'UTC', state, reason, since at time zone 'UTC', latency_ms)"
                                + " from pulser.agent_health_history order by at"))
                .containsExactly(
                        "maya|2026-01-31 12:00:01|healthy|2026-01-31 12:00:01|12",
                        "maya|2026-01-31 12:00:30|unhealthy|connection refused|2026-01-31 12:00:30|12",
                        "maya|2026-01-31 12:01:00|healthy|2026-01-31 12:01:00|12");
    }

    @Test
    void showsEachCompanyOnlyItsOwnSpending() throws Exception {
        projection.write(ofStatuses(
                0,
                spending(
                        healthy(1),
                        new Spending(null, NOON, 900, 50, 1_000L),
                        new Spending(new Company("acme"), NOON, 600, 50, null),
                        new Spending(new Company("globex"), NOON, 300, 0, 400L))));

        assertThat(postgres.allFor(
                        "globex",
                        "select concat_ws(' ', company, agent, spent_micros, reserved_micros, limit_micros)"
                                + " from pulser.agent_spending"))
                .containsExactly("globex maya 300 0 400");
        assertThat(postgres.allFor(
                        "globex",
                        "select concat_ws(' ', hold, spending->>'spent_micros', spending->>'limit_micros', spending->>'period_start')"
                                + " from pulser.agent_status"))
                .containsExactly("budget 900 1000 2026-01-31T12:00:00Z");
    }

    @Test
    void knowsTheFirstBackupThatIsEnabledAndWell() throws Exception {
        projection.write(ofDefinitions(
                0,
                anAgent("maya").backedUpBy("dash", "arkie", "learnbot").build(),
                anAgent("dash").build(),
                anAgent("arkie").disabled().build(),
                anAgent("learnbot").build()));

        assertThat(takesOver()).isEqualTo("dash");
        projection.write(ofStatuses(0, status(DASH, 1, HealthState.UNHEALTHY, "down", 1, 0)));
        assertThat(takesOver()).isEqualTo("learnbot");
        projection.write(ofDefinitions(4, anAgent("arkie").build()));
        assertThat(takesOver()).isEqualTo("arkie");
        projection.write(ofRemoval(5, ARKIE));
        assertThat(takesOver()).isEqualTo("learnbot");
        projection.write(ofRemoval(6, MAYA));
        assertThat(takesOver()).isEqualTo("nobody");
    }

    private String takesOver() throws Exception {
        try (var connection = postgres.projector().getConnection()) {
            return DefinitionRows.takesOver(connection, MAYA)
                    .map(AgentName::value)
                    .orElse("nobody");
        }
    }
}
