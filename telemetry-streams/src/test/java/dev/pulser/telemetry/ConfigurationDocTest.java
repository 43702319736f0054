// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry;

import dev.pulser.service.config.ContextConfig;
import dev.pulser.service.config.EgressConfig;
import dev.pulser.service.config.KafkaConfig;
import dev.pulser.service.config.RedisConfig;
import dev.pulser.service.config.SchemaRegistryConfig;
import dev.pulser.service.config.TopicsConfig;
import dev.pulser.service.testing.ConfigurationReference;
import org.junit.jupiter.api.Test;

class ConfigurationDocTest {

    @Test
    void documentsEveryKey() {
        ConfigurationReference.of(
                        "telemetry-streams",
                        "dev.pulser.telemetry",
                        KafkaConfig.class,
                        TopicsConfig.class,
                        SchemaRegistryConfig.class,
                        EgressConfig.class,
                        RedisConfig.class,
                        ContextConfig.class)
                .verify();
    }
}
