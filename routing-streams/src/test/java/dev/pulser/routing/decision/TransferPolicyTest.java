// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.decision;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransferPolicyTest {

    private static final AgentName MAYA = new AgentName("maya");
    private static final AgentName ECHO = new AgentName("echo");
    private static final AgentName NINA = new AgentName("nina");

    private static final AgentTable AGENTS = AgentTable.of(List.of(
            anAgent("maya").backedUpBy("echo", "nina").build(),
            anAgent("echo").backedUpBy("maya").build(),
            anAgent("nina").disabled().build()));

    private final LaneEntry entry = LaneEntry.arriving(aTask().build(), MAYA, NOON);

    @Test
    void isTheFirstBackupThatCanTakeTheTask() {
        assertThat(target(entry, Set.of(), null)).contains(ECHO);
        assertThat(target(entry, Set.of(ECHO), null)).isEmpty(); // nina is disabled
    }

    @Test
    void isNotTheSenderOfTheTransfer() {
        var arrived = LaneEntry.arriving(entry.transferTo(ECHO, NOON, "a test"), NOON);

        assertThat(target(arrived, Set.of(), null)).contains(MAYA);
        assertThat(target(arrived, Set.of(), MAYA)).isEmpty();
    }

    @Test
    void isTheHomeAgentWhenNoBackupCanTakeTheTask() {
        var arrived = LaneEntry.arriving(entry.transferTo(NINA, NOON, "a test"), NOON);

        assertThat(target(arrived, Set.of(), null)).contains(MAYA);
    }

    @Test
    void isAnotherBackupOfTheSenderWhenTheAgentWasRemoved() {
        var arrived = LaneEntry.arriving(entry.transferTo(new AgentName("removed"), NOON, "a test"), NOON);

        assertThat(target(arrived, Set.of(), MAYA)).contains(ECHO);
    }

    @Test
    void isEmptyAfterTenTransfers() {
        var moved = entry;
        for (int i = 0; i < TransferPolicy.MAX_TRANSFERS; i++) {
            assertThat(target(moved, Set.of(), null)).isPresent();
            var to = moved.agent().equals(MAYA) ? ECHO : MAYA;
            moved = LaneEntry.arriving(moved.transferTo(to, NOON, "a test"), NOON);
        }

        assertThat(target(moved, Set.of(), null)).isEmpty();
    }

    private static Optional<AgentName> target(LaneEntry entry, Set<AgentName> unusable, @Nullable AgentName from) {
        return new TransferPolicy().target(entry, AGENTS, agent -> !unusable.contains(agent), from);
    }
}
