// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.decision;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingPolicyTest {

    private final RoutingPolicy policy = new RoutingPolicy();
    private final AgentTable agents = AgentTable.of(List.of(
            anAgent("maya").homeOf("documentation").build(),
            anAgent("echo").homeOf("testing").build()));

    @Test
    void assignsTheHomeAgentOfTheType() {
        assertThat(policy.decide(aTask().ofType("testing").build(), agents))
                .isEqualTo(new RoutingDecision.Assigned(
                        new AgentName("echo"), "Agent echo is the home agent of task type testing."));
    }

    @Test
    void assignsTheRequestedAgentWhateverTheType() {
        assertThat(policy.decide(aTask().ofType("testing").askingFor("maya").build(), agents))
                .isEqualTo(new RoutingDecision.Assigned(new AgentName("maya"), "The task requests agent maya."));
    }

    @Test
    void assignsTheFirstEnabledBackupOfADisabledHome() {
        var table = AgentTable.of(List.of(
                anAgent("echo")
                        .homeOf("testing")
                        .backedUpBy("maya", "arkie")
                        .disabled()
                        .build(),
                anAgent("maya").disabled().build(),
                anAgent("arkie").build()));

        assertThat(policy.decide(aTask().ofType("testing").build(), table))
                .isEqualTo(new RoutingDecision.Assigned(
                        new AgentName("arkie"),
                        "Agent arkie is a backup of the home agent of task type testing, which is disabled."));
    }

    @Test
    void isUnroutableForAnUnknownType() {
        assertThat(policy.decide(aTask().ofType("dancing").build(), agents))
                .isEqualTo(new RoutingDecision.Unroutable(
                        "No agent accepts task type dancing. Use another task type, or request an agent."));
    }

    @Test
    void isUnroutableForAnUnknownAgent() {
        assertThat(policy.decide(aTask().ofType("testing").askingFor("unknown").build(), agents))
                .isInstanceOf(RoutingDecision.Unroutable.class);
    }
}
