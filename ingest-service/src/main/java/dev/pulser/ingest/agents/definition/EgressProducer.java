// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.definition;

import dev.pulser.contract.egress.EgressPolicy;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes the rules for definitions of the settings. */
final class EgressProducer {

    private final EgressConfig config;

    EgressProducer(EgressConfig config) {
        this.config = config;
    }

    /** At the start, so that a wrong setting is found out then. */
    @Produces
    @Singleton
    @Startup
    DefinitionRules rules() {
        try {
            return new DefinitionRules(EgressPolicy.allowing(config.allow().orElse(List.of())));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("pulser.egress.allow: " + e.getMessage(), e);
        }
    }
}
