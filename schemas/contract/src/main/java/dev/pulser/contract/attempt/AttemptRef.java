// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.attempt;

import dev.pulser.contract.name.AgentName;

/**
 * Reference to one attempt of a task.
 *
 * @param number 1 for the first attempt; 0 before it
 * @param epoch  number of the dispatch, rises whenever the lane dispatches the task; reports of older epochs are ignored
 */
public record AttemptRef(AgentName agent, int number, int epoch) {}
