// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.health;

import dev.pulser.adapters.Adapters;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the agents are known and the consumer has its share of the assignments. */
@Readiness
@ApplicationScoped
final class AdaptersReadiness implements HealthCheck {

    private final Adapters adapters;

    AdaptersReadiness(Adapters adapters) {
        this.adapters = adapters;
    }

    @Override
    public HealthCheckResponse call() {
        var state = adapters.state();
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
