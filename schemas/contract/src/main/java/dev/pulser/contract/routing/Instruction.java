// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.routing;

import dev.pulser.contract.name.AgentName;

/** What a lane tells the adapters. */
public sealed interface Instruction permits Assignment, Withdrawal {

    AgentName agent();

    /** Which hand-out of the task is meant. */
    int epoch();
}
