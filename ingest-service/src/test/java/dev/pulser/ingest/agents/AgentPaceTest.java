// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents;

import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.ServiceLevel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AgentPaceTest {

    private final AgentPace pace = new AgentPace();
    private final AgentDefinition maya =
            anAgent("maya").timeout(Duration.ofMinutes(5)).build();

    @Test
    void expectsTheTimeLimitOfAnAgentThatPromisesNothing() {
        assertThat(pace.expected(maya)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void expectsWhatAnAgentPromises() {
        var promised = new AgentDefinition(
                maya.name(),
                maya.role(),
                maya.kind(),
                maya.taskTypes(),
                maya.capacity(),
                maya.timeout(),
                maya.endpoint(),
                maya.servers(),
                maya.backups(),
                maya.idempotent(),
                null,
                new ServiceLevel(98, Duration.ofSeconds(30), 1),
                true,
                null);

        assertThat(pace.expected(promised)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void expectsTheMeanOfWhatItSaw() {
        pace.observe(maya.name(), Duration.ofSeconds(1));
        assertThat(pace.expected(maya)).isEqualTo(Duration.ofSeconds(1));

        pace.observe(maya.name(), Duration.ofSeconds(2));
        assertThat(pace.expected(maya)).isEqualTo(Duration.ofMillis(1_100));
    }
}
