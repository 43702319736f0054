// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.health;

import java.time.Instant;
import java.util.List;

/**
 * How all agents are.
 *
 * @param timestamp when this was put together
 * @param agents    in the order of their names
 */
public record HealthReport(Instant timestamp, List<AgentHealthView> agents) {}
