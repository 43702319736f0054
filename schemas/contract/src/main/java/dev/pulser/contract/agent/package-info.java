// SPDX-License-Identifier: AGPL-3.0-only
/** Agent definitions, and the table that maps task types to agents. Entry point: {@code AgentTable}. */
@NullMarked
package dev.pulser.contract.agent;

import org.jspecify.annotations.NullMarked;
