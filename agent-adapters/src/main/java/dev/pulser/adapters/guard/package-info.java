// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Circuit breaker, bulkhead and retry budget of each agent. Entry point: {@link
 * dev.pulser.adapters.guard.AgentGuards}.
 */
@NullMarked
package dev.pulser.adapters.guard;

import org.jspecify.annotations.NullMarked;
