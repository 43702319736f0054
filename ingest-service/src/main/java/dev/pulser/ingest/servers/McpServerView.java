// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.servers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.tool.McpServerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * MCP server in REST responses.
 *
 * @param state    best state that an adapter reports: ready, starting, backing-off, failed, stopped or not-configured;
 *     {@code unknown} when no adapter has reported recently
 * @param stale    true when no adapter has reported recently
 * @param tools    number of usable tools
 * @param seenAt   time of the latest report
 * @param adapters recent status by adapter
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record McpServerView(
        String name, String state, boolean stale, int tools, Instant seenAt, List<AdapterView> adapters) {

    private static final String UNKNOWN = "unknown";
    private static final List<String> BEST_FIRST =
            List.of("ready", "starting", "backing-off", "failed", "stopped", "not-configured");

    /**
     * Status of the server on one adapter.
     *
     * @param reason cause of a state other than ready, and the remedy
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AdapterView(
            String adapter,
            String state,
            @Nullable String reason,
            @JsonUnwrapped ConnectionView connection,
            int tools,
            List<String> rejectedTools,
            @JsonUnwrapped CountersView counters,
            Instant at) {

        static AdapterView of(McpServerStatus status) {
            var connection = status.connection();
            var counters = status.counters();
            Duration ping = connection.ping();
            return new AdapterView(
                    status.adapter(),
                    status.state(),
                    status.reason(),
                    new ConnectionView(
                            connection.transport(),
                            connection.protocol(),
                            connection.starts(),
                            ping == null ? null : ping.toMillis()),
                    status.tools().accepted(),
                    status.tools().rejected(),
                    new CountersView(
                            counters.skippedLines(), counters.unmatchedResponses(), counters.rejectedRequests()),
                    status.at());
        }
    }

    /**
     * Connection to the server.
     *
     * @param starts           starts of its process or session
     * @param pingMilliseconds duration of the last ping
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConnectionView(
            String transport,
            @Nullable String protocol,
            int starts,
            @Nullable Long pingMilliseconds) {}

    /**
     * Protocol violations by the server.
     *
     * @param skippedLines lines of output that are not JSON-RPC
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record CountersView(long skippedLines, long unmatchedResponses, long rejectedRequests) {}

    /**
     * Combines the statuses of one server.
     *
     * @param statuses    statuses of this server, at least one
     * @param staleBefore time before which a status is stale
     */
    static McpServerView of(String name, List<McpServerStatus> statuses, Instant staleBefore) {
        var recent = statuses.stream()
                .filter(status -> !status.at().isBefore(staleBefore))
                .toList();
        var best = recent.stream().min(Comparator.comparingInt(status -> rank(status.state())));
        return new McpServerView(
                name,
                best.map(McpServerStatus::state).orElse(UNKNOWN),
                recent.isEmpty(),
                best.map(status -> status.tools().accepted()).orElse(0),
                statuses.stream()
                        .map(McpServerStatus::at)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                recent.stream().map(AdapterView::of).toList());
    }

    private static int rank(String state) {
        int index = BEST_FIRST.indexOf(state);
        return index < 0 ? BEST_FIRST.size() : index;
    }
}
