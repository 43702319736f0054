// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.tool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server as one adapter finds it: said at each change, and each half minute.
 *
 * @param adapter      the instance that speaks
 * @param state        {@code not-configured}, {@code starting}, {@code ready}, {@code quarantined}, {@code unusable} or {@code stopped}
 * @param reason       why it is not ready, and the way out; null where it is
 * @param transport    {@code stdio}, {@code http}, or {@code unknown} where it is not configured
 * @param protocol     version of MCP; null until it is known
 * @param refusedTools tools that are left out, each with the reason
 * @param starts       of its process or session, since the adapter's own start
 * @param ping         how long it took to answer last
 */
public record ServerStatus(
        String server,
        String adapter,
        Instant at,
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
        @Nullable Duration ping) {

    public ServerStatus {
        refusedTools = List.copyOf(refusedTools);
    }

    /** {@code server@adapter}: the key of its records. */
    public String key() {
        return server + '@' + adapter;
    }
}
