// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.servers;

import static dev.pulser.contract.sample.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.tool.McpServerConnection;
import dev.pulser.contract.tool.McpServerCounters;
import dev.pulser.contract.tool.McpServerStatus;
import dev.pulser.contract.tool.McpServerTools;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class McpServerViewTest {

    private static final Instant STALE_BEFORE = NOON.minus(McpServerCatalog.FRESH);

    private static McpServerStatus status(String adapter, String state, Instant at) {
        return new McpServerStatus(
                "fs",
                adapter,
                at,
                state,
                null,
                new McpServerConnection("stdio", "2025-11-25", 1, Duration.ofMillis(3)),
                new McpServerTools(state.equals("ready") ? 14 : 0, List.of("odd name: it has a space")),
                McpServerCounters.NONE);
    }

    @Test
    void hasTheBestStateOfAllAdapters() {
        var view = McpServerView.of(
                "fs", List.of(status("a", "starting", NOON), status("b", "ready", NOON)), STALE_BEFORE);

        assertThat(view.state()).isEqualTo("ready");
        assertThat(view.tools()).isEqualTo(14);
        assertThat(view.adapters()).extracting(McpServerView.AdapterView::state).containsExactly("starting", "ready");
    }

    @Test
    void omitsStaleAdapters() {
        var view = McpServerView.of(
                "fs",
                List.of(status("a", "ready", STALE_BEFORE.minusMillis(1)), status("b", "backing-off", STALE_BEFORE)),
                STALE_BEFORE);

        assertThat(view.state()).isEqualTo("backing-off");
        assertThat(view.stale()).isFalse();
        assertThat(view.adapters())
                .extracting(McpServerView.AdapterView::adapter)
                .containsExactly("b");
    }

    @Test
    void isStaleWithoutARecentReport() {
        var view = McpServerView.of("fs", List.of(status("a", "ready", NOON.minusSeconds(3_600))), STALE_BEFORE);

        assertThat(view.stale()).isTrue();
        assertThat(view.state()).isEqualTo("unknown");
        assertThat(view.adapters()).isEmpty();
        assertThat(view.seenAt()).isEqualTo(NOON.minusSeconds(3_600));
    }
}
