// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.coordinator.McpServer;
import dev.pulser.contract.task.Outcome;

/** Where a call goes. */
sealed interface Choice {

    record Server(McpServer server) implements Choice {}

    /** Nowhere: this is how the attempt ends. */
    record None(Outcome outcome) implements Choice {}
}
