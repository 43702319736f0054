// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.health;

import dev.pulser.telemetry.feed.FeedState;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Ready once each feed either runs or has found its destination away: then it waits for it, and taking this service out
 * would help nobody. So with PostgreSQL there, ready also means migrated.
 *
 * @param feeds by the name of their destination
 */
public record TelemetryReadiness(Map<String, FeedState> feeds) implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("telemetry")
                .status(feeds.values().stream().allMatch(TelemetryReadiness::isSettled));
        feeds.forEach((destination, state) -> response.withData(
                        destination, state.phase().word())
                .withData(destination + "_records_written", state.writtenRecords())
                .withData(destination + "_records_skipped", state.skippedRecords()));
        return response.build();
    }

    private static boolean isSettled(FeedState state) {
        return switch (state.phase()) {
            case RUNNING, WAITING -> true;
            case STARTING, STOPPED -> false;
        };
    }
}
