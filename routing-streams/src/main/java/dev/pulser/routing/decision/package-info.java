// SPDX-License-Identifier: AGPL-3.0-only
/** Choice of the agent that gets a task, by pure functions. Entry point: {@link RoutingPolicy}. */
@NullMarked
package dev.pulser.routing.decision;

import org.jspecify.annotations.NullMarked;
