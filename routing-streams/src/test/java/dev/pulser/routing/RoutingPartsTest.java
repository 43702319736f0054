// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.routing.agents.KnownAgents;
import dev.pulser.routing.agents.KnownStatus;
import dev.pulser.routing.running.Lease;
import dev.pulser.routing.settle.RetryPlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingPartsTest {

    @Test
    void refusesAWindowBelowADay() {
        assertThatThrownBy(() -> parts(4, Duration.ofHours(23), 1_000_000))
                .hasMessage("pulser.routing.duplicate-window is PT23H, it must be 24h or more");
    }

    @Test
    void refusesRecordsThatWouldNotHoldATask() {
        assertThatThrownBy(() -> parts(4, Duration.ofHours(24), 100_000))
                .hasMessage("pulser.routing.max-record-bytes is 100000, it must be 600000 or more");
    }

    @Test
    void refusesNoPartitions() {
        assertThatThrownBy(() -> parts(0, Duration.ofHours(24), 1_000_000))
                .hasMessage("pulser.topics.partitions is 0, it must be 1 or more");
    }

    private static RoutingParts parts(int partitions, Duration window, int maxRecordBytes) {
        return new RoutingParts(
                RoutingBench.TOPICS,
                new KnownAgents(),
                new KnownStatus(),
                partitions,
                window,
                new RetryPlan(List.of()),
                new Lease(Duration.ofSeconds(15)),
                RoutingBench.ORDER,
                maxRecordBytes);
    }
}
