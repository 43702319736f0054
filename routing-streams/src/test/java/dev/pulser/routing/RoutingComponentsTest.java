// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.routing.agents.GlobalTables;
import dev.pulser.routing.output.RoutingTopics;
import dev.pulser.routing.running.Lease;
import dev.pulser.routing.settlement.RetryPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingComponentsTest {

    @Test
    void rejectsADuplicateWindowBelowADay() {
        assertThatThrownBy(() -> components(4, Duration.ofHours(23), 1_000_000))
                .hasMessage("pulser.routing.duplicate-window is PT23H. Set it to 24h or more.");
    }

    @Test
    void rejectsARecordSizeBelowTheMinimum() {
        assertThatThrownBy(() -> components(4, Duration.ofHours(24), 100_000))
                .hasMessage("pulser.routing.max-record-bytes is 100000. Set it to 600000 or more.");
    }

    @Test
    void rejectsZeroPartitions() {
        assertThatThrownBy(() -> components(0, Duration.ofHours(24), 1_000_000))
                .hasMessage("pulser.topics.partitions is 0. Set it to 1 or more.");
    }

    private static RoutingComponents components(int partitions, Duration window, int maxRecordBytes) {
        return new RoutingComponents(
                new RoutingTopics(RoutingTestBench.TOPICS, partitions, maxRecordBytes),
                GlobalTables.empty(),
                window,
                new RetryPolicy(List.of()),
                new Lease(Duration.ofSeconds(15)),
                RoutingTestBench.ORDERING);
    }
}
