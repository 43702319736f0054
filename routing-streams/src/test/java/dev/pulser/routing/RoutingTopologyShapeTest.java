// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.routing.agents.GlobalTables;
import dev.pulser.routing.output.RoutingTopics;
import dev.pulser.routing.running.Lease;
import dev.pulser.routing.settlement.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

class RoutingTopologyShapeTest {

    private final TopologyDescription shape =
            new RoutingTopology(components()).build().describe();

    @Test
    void namesEveryOperatorExplicitly() {
        assertThat(shape.toString()).doesNotContainPattern("K(STREAM|TABLE)-[A-Z-]+-\\d{10}");
    }

    @Test
    void hasOneSubtopologyAndTwoGlobalStores() {
        assertThat(shape.subtopologies()).hasSize(1);
        assertThat(shape.globalStores()).hasSize(2);
    }

    /** A change of the topology changes the state of running installations: it needs an ADR and a migration. */
    @Test
    void matchesTheRecordedTopology() throws IOException {
        assertThat(shape.toString().strip()).isEqualTo(onRecord());
    }

    private static String onRecord() throws IOException {
        try (var file = RoutingTopologyShapeTest.class.getResourceAsStream("/routing-topology.txt")) {
            return new String(requireNonNull(file).readAllBytes(), UTF_8).strip();
        }
    }

    private static RoutingComponents components() {
        return new RoutingComponents(
                new RoutingTopics(RoutingTestBench.TOPICS, 4, RoutingTestBench.MAX_RECORD_BYTES),
                GlobalTables.empty(),
                Duration.ofHours(24),
                new RetryPolicy(List.of()),
                new Lease(Duration.ofSeconds(15)),
                RoutingTestBench.ORDERING);
    }
}
