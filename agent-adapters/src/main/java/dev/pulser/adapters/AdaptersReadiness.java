// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Readiness check: agents are defined, and the consumer has its partitions of the topic of assignments. */
@Readiness
@ApplicationScoped
final class AdaptersReadiness implements HealthCheck {

    private final AdaptersLifecycle lifecycle;

    AdaptersReadiness(AdaptersLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public HealthCheckResponse call() {
        var state = lifecycle.state();
        var response = HealthCheckResponse.named("adapters")
                .status(state.ready())
                .withData("instance", state.instance())
                .withData("agents", state.agents())
                .withData("joined", state.joined())
                .withData("running", state.running())
                .withData("skipped", state.skipped());
        state.servers().forEach((name, summary) -> response.withData("mcp." + name, summary));
        return response.build();
    }
}
