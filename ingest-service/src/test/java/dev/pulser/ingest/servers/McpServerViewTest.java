// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.servers;

import static dev.pulser.contract.sample.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.tool.McpServerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class McpServerViewTest {

    private static final Instant OLDEST = NOON.minus(McpServerCatalog.FRESH);

    private static McpServerStatus said(String adapter, String state, Instant at) {
        return new McpServerStatus(
                "fs",
                adapter,
                at,
                state,
                null,
                "stdio",
                "2025-11-25",
                state.equals("ready") ? 14 : 0,
                List.of("odd name: it has a space"),
                1,
                0,
                0,
                0,
                Duration.ofMillis(3));
    }

    @Test
    void isAsTheBestAdapterFindsIt() {
        var view = McpServerView.of("fs", List.of(said("a", "starting", NOON), said("b", "ready", NOON)), OLDEST);

        assertThat(view.state()).isEqualTo("ready");
        assertThat(view.tools()).isEqualTo(14);
        assertThat(view.adapters()).extracting(McpServerView.Adapter::state).containsExactly("starting", "ready");
    }

    @Test
    void leavesOutWhoHasNotSpokenOfLate() {
        var view = McpServerView.of(
                "fs", List.of(said("a", "ready", OLDEST.minusMillis(1)), said("b", "quarantined", OLDEST)), OLDEST);

        assertThat(view.state()).isEqualTo("quarantined");
        assertThat(view.stale()).isFalse();
        assertThat(view.adapters()).extracting(McpServerView.Adapter::adapter).containsExactly("b");
    }

    @Test
    void isStaleWhereNobodyHasSpokenOfLate() {
        var view = McpServerView.of("fs", List.of(said("a", "ready", NOON.minusSeconds(3_600))), OLDEST);

        assertThat(view.stale()).isTrue();
        assertThat(view.state()).isEqualTo("unknown");
        assertThat(view.adapters()).isEmpty();
        assertThat(view.seenAt()).isEqualTo(NOON.minusSeconds(3_600));
    }
}
