// SPDX-License-Identifier: AGPL-3.0-only
/** Status of agents while they work: load, health, pauses and spending. Entry point: {@code AgentStatus}. */
@NullMarked
package dev.pulser.contract.status;

import org.jspecify.annotations.NullMarked;
