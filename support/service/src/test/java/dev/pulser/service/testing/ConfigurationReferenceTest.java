// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.service.config.ContextConfig;
import dev.pulser.service.config.EgressConfig;
import dev.pulser.service.config.TopicsConfig;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

    @Test
    void listsEveryKeyWithItsDefault() {
        var text = ConfigurationReference.of("test", "dev.pulser.nothing", TopicsConfig.class, EgressConfig.class)
                .markdown();

        assertThat(text).isEqualTo("""

                        ### `pulser.egress.*`

                        Rules for outgoing connections to agents, MCP servers and webhooks.

                        | Key | Type | Default | Description |
                        |---|---|---|---|
                        | `pulser.egress.allow`<br>`PULSER_EGRESS_ALLOW` | list of text | – | Destinations allowed besides public addresses: CIDR blocks such as `10.1.0.0/16`, host names, or `*` for all; separated by commas. |

                        ### `pulser.topics.*`

                        Expected shape of the topics.

                        | Key | Type | Default | Description |
                        |---|---|---|---|
                        | `pulser.topics.partitions`<br>`PULSER_TOPICS_PARTITIONS` | integer | `4` | Partitions of every topic that is partitioned by agent or by task; 1 or more. Fixed once there are tasks. |
                        | `pulser.topics.replication`<br>`PULSER_TOPICS_REPLICATION` | integer | `1` | Replicas of every partition; 1 to the number of brokers. Changelog topics have as many. |

                        """);
    }

    @Test
    void marksARequiredKey() {
        assertThat(ConfigurationReference.of("test", "dev.pulser.nothing", ContextConfig.class)
                        .markdown())
                .contains("| `pulser.context.key`<br>`PULSER_CONTEXT_KEY` | text | required |");
    }
}
