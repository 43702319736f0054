// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class AgentTableTest {

    private static final TaskType REPORT = new TaskType("report");

    private final AgentTable table = AgentTable.of(List.of(
            anAgent("zeta").homeOf("report").build(),
            anAgent("alpha").homeOf("report", "audit").build()));

    @Test
    void assignsASharedTypeToTheFirstAgentByName() {
        assertThat(table.homeOf(REPORT, null)).contains(new AgentName("alpha"));
    }

    @Test
    void assignsATaskToTheRequestedAgent() {
        assertThat(table.homeOf(REPORT, new AgentName("zeta"))).contains(new AgentName("zeta"));
    }

    @Test
    void hasNoHomeForAnUnknownTypeOrAgent() {
        assertThat(table.homeOf(new TaskType("poetry"), null)).isEmpty();
        assertThat(table.homeOf(REPORT, new AgentName("unknown"))).isEmpty();
    }

    @Test
    void omitsARemovedAgent() {
        var without = table.without(new AgentName("alpha"));

        assertThat(without.homeOf(REPORT, null)).contains(new AgentName("zeta"));
        assertThat(without.taskTypes()).containsExactly("report");
    }

    @Test
    void replacesAnAgentOfTheSameName() {
        var changed = table.with(anAgent("alpha").homeOf("poetry").capacity(9).build());

        assertThat(changed.agents()).hasSize(2);
        assertThat(changed.taskTypes()).containsExactly("poetry", "report");
    }

    @Test
    void replacesADisabledHomeByItsFirstEnabledBackup() {
        var backed = AgentTable.of(List.of(
                anAgent("alpha")
                        .homeOf("report")
                        .backedUpBy("beta", "gamma")
                        .disabled()
                        .build(),
                anAgent("beta").disabled().build(),
                anAgent("gamma").build()));

        assertThat(backed.homeOf(REPORT, null)).contains(new AgentName("gamma"));
        assertThat(backed.homeOf(REPORT, new AgentName("alpha"))).contains(new AgentName("alpha"));
        assertThat(backed.isEnabled(new AgentName("alpha"))).isFalse();
        assertThat(backed.isEnabled(new AgentName("unknown"))).isFalse();
    }

    @Test
    void keepsADisabledHomeWithoutAnEnabledBackup() {
        var alone = AgentTable.of(List.of(
                anAgent("alpha").homeOf("report").backedUpBy("beta").disabled().build(),
                anAgent("beta").disabled().build()));

        assertThat(alone.homeOf(REPORT, null)).contains(new AgentName("alpha"));
    }

    @Test
    void computesThePartitionLikeTheJavaProducer() {
        for (var name : List.of("dash", "maya", "echo", "data_fabcon", "arkie", "learnbot", "pulser")) {
            assertThat(new AgentName(name).partition(4))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(name.getBytes(StandardCharsets.UTF_8), 4));
        }
    }
}
