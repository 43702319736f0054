// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.toolcall;

import dev.pulser.service.json.Json;
import java.util.Optional;

/**
 * Request to call a tool.
 *
 * @param server    server to use; empty to search the servers of the agent in their order
 * @param arguments JSON object
 */
public record ToolCallRequest(Optional<String> server, String tool, Json arguments) {}
