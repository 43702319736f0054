// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.routing;

import dev.pulser.contract.name.AgentName;

/** Instruction from an agent's lane to the adapters. */
public sealed interface AdapterInstruction permits Assignment, Revocation {

    AgentName agent();

    /** Number of the dispatch that the instruction is about. */
    int epoch();
}
