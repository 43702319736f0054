// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.agent;

import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.telemetry.sample.AgentStatuses.healthy;
import static dev.pulser.telemetry.sample.AgentStatuses.overBudget;
import static dev.pulser.telemetry.sample.AgentStatuses.status;
import static dev.pulser.telemetry.sample.AgentStatuses.unhealthy;
import static dev.pulser.telemetry.sample.SinkBatches.ofAgents;
import static dev.pulser.telemetry.sample.SinkBatches.ofDeletedAgent;
import static dev.pulser.telemetry.sample.SinkBatches.ofStatuses;
import static dev.pulser.telemetry.sample.TaskEvents.MAYA;
import static dev.pulser.telemetry.sample.TaskEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.status.HealthState;
import dev.pulser.contract.status.Spending;
import dev.pulser.telemetry.batch.SinkBatch;
import dev.pulser.telemetry.health.SinkStatus;
import dev.pulser.telemetry.projection.PostgresSink;
import dev.pulser.telemetry.sample.TestPostgres;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentProjectionTest {

    private static final AgentName DASH = new AgentName("dash");
    private static final AgentName ARKIE = new AgentName("arkie");

    private TestPostgres postgres;
    private PostgresSink projection;

    @BeforeEach
    void open() throws Exception {
        postgres = TestPostgres.newDatabase();
        projection = new PostgresSink(postgres.migrations(), postgres.projector(), new SinkStatus());
        projection.open();
    }

    @Test
    void storesTheHealthOfEachAgent() throws Exception {
        projection.write(ofStatuses(0, healthy(1), unhealthy(31, 30)));

        assertThat(
                        postgres.allFor(
                                "acme",
                                "select concat_ws('|', agent, health, health_reason, health_since at time zone 'UTC',"
                                        + " checked_at at time zone 'UTC', check_latency_ms, block_reason, spending) from pulser.agent_status"))
                .containsExactly("maya|unhealthy|connection refused|2026-01-31 12:00:30|2026-01-31 12:00:31|12");
    }

    @Test
    void storesEveryHealthChangeOnce() throws Exception {
        var whole = ofStatuses(0, healthy(1), healthy(2), unhealthy(30), unhealthy(31, 30), healthy(60));
        var batches = List.of(
                whole, ofStatuses(0, healthy(1), healthy(2)), ofStatuses(2, unhealthy(30)), whole.secondHalf(), whole);

        for (SinkBatch batch : batches) {
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
    void showsACompanyItsOwnSpendingOnly() throws Exception {
        projection.write(ofStatuses(
                0,
                overBudget(
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
                        "select concat_ws(' ', block_reason, spending->>'spent_micros', spending->>'limit_micros', spending->>'period_start')"
                                + " from pulser.agent_status"))
                .containsExactly("budget 900 1000 2026-01-31T12:00:00Z");
    }

    @Test
    void findsTheFirstBackupThatIsEnabledAndNotUnhealthy() throws Exception {
        projection.write(ofAgents(
                0,
                anAgent("maya").backedUpBy("dash", "arkie", "learnbot").build(),
                anAgent("dash").build(),
                anAgent("arkie").disabled().build(),
                anAgent("learnbot").build()));

        assertThat(backupOfMaya()).isEqualTo("dash");
        projection.write(ofStatuses(0, status(DASH, 1, HealthState.UNHEALTHY, "down", 1, 0)));
        assertThat(backupOfMaya()).isEqualTo("learnbot");
        projection.write(ofAgents(4, anAgent("arkie").build()));
        assertThat(backupOfMaya()).isEqualTo("arkie");
        projection.write(ofDeletedAgent(5, ARKIE));
        assertThat(backupOfMaya()).isEqualTo("learnbot");
        projection.write(ofDeletedAgent(6, MAYA));
        assertThat(backupOfMaya()).isEqualTo("none");
    }

    private String backupOfMaya() throws Exception {
        try (var connection = postgres.projector().getConnection()) {
            return AgentDefinitionRows.findBackup(connection, MAYA)
                    .map(AgentName::value)
                    .orElse("none");
        }
    }
}
