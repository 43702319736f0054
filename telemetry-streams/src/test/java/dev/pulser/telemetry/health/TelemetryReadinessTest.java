// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class TelemetryReadinessTest {

    @Test
    void isDownWhileASinkIsStarting() {
        var readiness = new TelemetryReadiness(Map.of("postgres", new SinkStatus()));

        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void reportsPhaseAndCountersOfEverySink() {
        var state = new SinkStatus();
        state.addSkipped();

        var data = new TelemetryReadiness(Map.of("redis", state)).call().getData();

        assertThat(data)
                .hasValueSatisfying(values -> assertThat(values)
                        .containsEntry("redis", "starting")
                        .containsEntry("redis_records_written", 0L)
                        .containsEntry("redis_records_skipped", 1L));
    }
}
