// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.health;

import static dev.pulser.contract.sample.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.AgentLoad;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.HealthState;
import dev.pulser.routing.agents.GlobalStatusTable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthReportsTest {

    private static final AgentName MAYA = new AgentName("maya");

    private final GlobalStatusTable published = new GlobalStatusTable();
    private final HealthReports reports = new HealthReports(published, NOON);

    @Test
    void isUnknownWithoutReports() {
        assertThat(reports.health(MAYA)).isEqualTo(AgentHealth.UNKNOWN);
    }

    @Test
    void isUnhealthyOnlyWhenAllAdaptersReportSo() {
        boolean first = report("one", HealthState.UNHEALTHY, NOON);
        boolean second = report("two", HealthState.HEALTHY, NOON.plusSeconds(1));
        var divided = reports.health(MAYA);
        report("two", HealthState.UNHEALTHY, NOON.plusSeconds(2));

        assertThat(first).isTrue();
        assertThat(second).isTrue();
        assertThat(divided.state()).isEqualTo(HealthState.DEGRADED);
        assertThat(divided.reason()).isEqualTo("unhealthy reported by one");
        assertThat(reports.health(MAYA).state()).isEqualTo(HealthState.UNHEALTHY);
        assertThat(reports.health(MAYA).reason()).isEqualTo("unhealthy reported by one; unhealthy reported by two");
        assertThat(reports.health(MAYA).since()).isEqualTo(NOON.plusSeconds(2));
    }

    @Test
    void isDegradedWhenOneAdapterReportsSo() {
        report("one", HealthState.HEALTHY, NOON);
        report("two", HealthState.DEGRADED, NOON);

        assertThat(reports.health(MAYA).state()).isEqualTo(HealthState.DEGRADED);
    }

    @Test
    void ignoresAnUnknownState() {
        report("one", HealthState.UNKNOWN, NOON);
        report("two", HealthState.UNHEALTHY, NOON);

        assertThat(reports.health(MAYA).state()).isEqualTo(HealthState.UNHEALTHY);
    }

    @Test
    void updatesTheTimeOfTheLastCheck() {
        report("one", HealthState.HEALTHY, NOON);

        boolean changed = report("one", HealthState.HEALTHY, NOON.plusSeconds(30));

        assertThat(changed).isFalse();
        assertThat(reports.health(MAYA).checkedAt()).isEqualTo(NOON.plusSeconds(30));
    }

    @Test
    void expiresTheReportOfASilentAdapter() {
        report("gone", HealthState.HEALTHY, NOON);
        report("there", HealthState.UNHEALTHY, NOON.plusSeconds(30));

        var before = reports.expire(NOON.plus(HealthReports.FRESH).minusMillis(1));
        var after = reports.expire(NOON.plus(HealthReports.FRESH));

        assertThat(before).isEmpty();
        assertThat(after).containsExactly(MAYA);
        assertThat(reports.health(MAYA).state()).isEqualTo(HealthState.UNHEALTHY);
        assertThat(reports.expire(NOON.plusSeconds(200))).containsExactly(MAYA);
        assertThat(reports.health(MAYA)).isEqualTo(AgentHealth.UNKNOWN);
    }

    @Test
    void usesThePublishedStatusUntilAnAdapterReports() {
        publishStatus(HealthState.UNHEALTHY);

        var before = reports.health(MAYA).state();
        boolean changed = report("one", HealthState.HEALTHY, NOON.plusSeconds(3));

        assertThat(before).isEqualTo(HealthState.UNHEALTHY);
        assertThat(changed).isTrue();
        assertThat(reports.health(MAYA).state()).isEqualTo(HealthState.HEALTHY);
    }

    @Test
    void expiresThePublishedStatusLikeAReport() {
        publishStatus(HealthState.UNHEALTHY);
        reports.health(MAYA);

        assertThat(reports.expire(NOON.plus(Duration.ofSeconds(100)))).containsExactly(MAYA);
        assertThat(reports.health(MAYA)).isEqualTo(AgentHealth.UNKNOWN);
    }

    private void publishStatus(HealthState state) {
        var status = AgentStatus.of(MAYA, NOON, new AgentLoad(1, 0, 0, 0, null))
                .withHealth(new AgentHealth(state, "down", NOON, NOON, null));
        published.put(MAYA, status);
    }

    private boolean report(String adapter, HealthState state, Instant at) {
        @Nullable String reason = state == HealthState.HEALTHY ? null : state.wireName() + " reported by " + adapter;
        return reports.record(MAYA, adapter, new AgentHealth(state, reason, at, at, null), at);
    }
}
