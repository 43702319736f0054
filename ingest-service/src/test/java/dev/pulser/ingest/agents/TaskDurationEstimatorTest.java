// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents;

import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentProfile;
import dev.pulser.contract.agent.ServiceLevel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskDurationEstimatorTest {

    private final TaskDurationEstimator estimator = new TaskDurationEstimator();
    private final AgentDefinition maya =
            anAgent("maya").timeout(Duration.ofMinutes(5)).build();

    @Test
    void estimatesTheTimeoutOfAnAgentWithoutServiceLevel() {
        assertThat(estimator.estimate(maya)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void estimatesTheResponseTimeOfTheServiceLevel() {
        var promised = new AgentDefinition(
                maya.name(),
                new AgentProfile("", null, null, new ServiceLevel(98, Duration.ofSeconds(30), 1)),
                maya.routing(),
                maya.connection(),
                maya.execution(),
                maya.costs());

        assertThat(estimator.estimate(promised)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void estimatesTheMovingAverageOfRecordedTasks() {
        estimator.record(maya.name(), Duration.ofSeconds(1));
        assertThat(estimator.estimate(maya)).isEqualTo(Duration.ofSeconds(1));

        estimator.record(maya.name(), Duration.ofSeconds(2));
        assertThat(estimator.estimate(maya)).isEqualTo(Duration.ofMillis(1_100));
    }
}
