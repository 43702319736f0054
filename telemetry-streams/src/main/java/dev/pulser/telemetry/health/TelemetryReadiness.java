// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.health;

import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Readiness check: up when each sink runs or waits for its store. A store that is unavailable does not make the service
 * unready, because no other instance could reach it either. With PostgreSQL available, ready also means migrated.
 *
 * @param sinks status of each sink by the name of its store
 */
public record TelemetryReadiness(Map<String, SinkStatus> sinks) implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("telemetry")
                .status(sinks.values().stream().allMatch(TelemetryReadiness::isSettled));
        sinks.forEach((store, status) -> response.withData(store, status.phase().wireName())
                .withData(store + "_records_written", status.writtenRecords())
                .withData(store + "_records_skipped", status.skippedRecords()));
        return response.build();
    }

    private static boolean isSettled(SinkStatus status) {
        return switch (status.phase()) {
            case RUNNING, WAITING -> true;
            case STARTING, STOPPED -> false;
        };
    }
}
