// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import java.time.Duration;

/** Receiver of progress while a tool runs. */
public interface McpProgressListener {

    /**
     * Returns true when progress can be sent before the result. Otherwise intermediaries may close an idle connection.
     */
    boolean acceptsProgress();

    /**
     * Reports progress.
     *
     * @param passed time since the start; increasing
     * @param limit time limit of the call
     * @param message text without characters that JSON escapes
     * @return true while the client is connected
     */
    boolean report(Duration passed, Duration limit, String message);
}
