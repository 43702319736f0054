// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.json.Json;
import java.util.Optional;

/**
 * A tool call that a task asks for.
 *
 * @param server    the one to use; empty lets the agent's order decide
 * @param arguments an object
 */
public record PlannedCall(Optional<String> server, String tool, Json arguments) {}
