// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import dev.pulser.mcp.McpClientConfig;
import dev.pulser.service.config.EgressConfig;
import dev.pulser.service.config.KafkaConfig;
import dev.pulser.service.config.SchemaRegistryConfig;
import dev.pulser.service.config.TopicsConfig;
import dev.pulser.service.testing.ConfigurationReference;
import org.junit.jupiter.api.Test;

class ConfigurationDocTest {

    @Test
    void documentsEveryKey() {
        ConfigurationReference.of(
                        "agent-adapters",
                        "dev.pulser.adapters",
                        KafkaConfig.class,
                        TopicsConfig.class,
                        SchemaRegistryConfig.class,
                        EgressConfig.class,
                        McpClientConfig.class)
                .verify();
    }
}
