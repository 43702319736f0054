// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Routing service: admits tasks, queues them in the lane of their agent and dispatches them. Entry point: {@link
 * RoutingTopology}.
 */
@NullMarked
package dev.pulser.routing;

import org.jspecify.annotations.NullMarked;
