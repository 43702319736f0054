// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.health;

import java.time.Instant;
import java.util.List;

/**
 * Health of all agents.
 *
 * @param timestamp time of the response
 * @param agents    ordered by name
 */
public record AgentHealthList(Instant timestamp, List<AgentHealthRow> agents) {}
