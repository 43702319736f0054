// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import dev.pulser.service.config.KafkaConfig;
import dev.pulser.service.config.SchemaRegistryConfig;
import dev.pulser.service.config.TopicsConfig;
import dev.pulser.service.testing.ConfigurationReference;
import org.junit.jupiter.api.Test;

class ConfigurationDocTest {

    @Test
    void documentsEveryKey() {
        ConfigurationReference.of(
                        "routing-streams",
                        "dev.pulser.routing",
                        KafkaConfig.class,
                        TopicsConfig.class,
                        SchemaRegistryConfig.class)
                .verify();
    }
}
