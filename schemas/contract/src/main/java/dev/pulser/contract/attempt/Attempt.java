// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.attempt;

import dev.pulser.contract.name.AgentName;
import java.time.Instant;

/**
 * Attempt that ended without a result.
 *
 * @param number 1 for the first attempt
 */
public record Attempt(int number, AgentName agent, Instant startedAt, Instant endedAt, TaskError error) {}
