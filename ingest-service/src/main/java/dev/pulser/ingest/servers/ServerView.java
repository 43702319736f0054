// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.servers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.tool.ServerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server as REST shows it.
 *
 * @param state    the best that an adapter says: ready, starting, quarantined, stopped or not-configured; {@code unknown}
 *     where none has said anything of late
 * @param stale    whether no adapter has said anything of late
 * @param tools    that it offers
 * @param seenAt   when an adapter spoke of it last
 * @param adapters what each adapter says that was heard of late
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServerView(String name, String state, boolean stale, int tools, Instant seenAt, List<Adapter> adapters) {

    private static final String UNKNOWN = "unknown";
    private static final List<String> BEST_FIRST =
            List.of("ready", "starting", "quarantined", "stopped", "not-configured");

    /**
     * The server as one adapter finds it.
     *
     * @param reason           why it is not ready, and the way out
     * @param refusedTools     tools that are left out, each with the reason
     * @param starts           of its process or session
     * @param skippedLines     of its output that were no messages
     * @param pingMilliseconds how long it took to answer last
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Adapter(
            String adapter,
            String state,
            @Nullable String reason,
            String transport,
            @Nullable String protocol,
            int tools,
            List<String> refusedTools,
            int starts,
            long skippedLines,
            long unmatchedAnswers,
            long refusedRequests,
            @Nullable Long pingMilliseconds,
            Instant at) {

        static Adapter of(ServerStatus status) {
            Duration ping = status.ping();
            return new Adapter(
                    status.adapter(),
                    status.state(),
                    status.reason(),
                    status.transport(),
                    status.protocol(),
                    status.tools(),
                    status.refusedTools(),
                    status.starts(),
                    status.skippedLines(),
                    status.unmatchedAnswers(),
                    status.refusedRequests(),
                    ping == null ? null : ping.toMillis(),
                    status.at());
        }
    }

    /**
     * @param views  of this server, at least one
     * @param oldest what was said before this counts no more
     */
    static ServerView of(String name, List<ServerStatus> views, Instant oldest) {
        var fresh = views.stream().filter(view -> !view.at().isBefore(oldest)).toList();
        var best = fresh.stream().min(Comparator.comparingInt(view -> rank(view.state())));
        return new ServerView(
                name,
                best.map(ServerStatus::state).orElse(UNKNOWN),
                fresh.isEmpty(),
                best.map(ServerStatus::tools).orElse(0),
                views.stream()
                        .map(ServerStatus::at)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                fresh.stream().map(Adapter::of).toList());
    }

    private static int rank(String state) {
        int index = BEST_FIRST.indexOf(state);
        return index < 0 ? BEST_FIRST.size() : index;
    }
}
