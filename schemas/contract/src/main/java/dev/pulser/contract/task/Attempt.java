// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import dev.pulser.contract.name.AgentName;
import java.time.Instant;

/**
 * One try at a task that has ended without a result.
 *
 * @param number 1 for the first
 * @param code   slug of the failure
 */
public record Attempt(int number, AgentName agent, Instant startedAt, Instant endedAt, String code, String reason) {}
