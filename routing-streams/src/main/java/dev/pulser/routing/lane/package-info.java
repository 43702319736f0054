// SPDX-License-Identifier: AGPL-3.0-only
/** Lanes: the ordered queue of each agent, from which tasks are dispatched. Entry point: {@link LaneProcessor}. */
@NullMarked
package dev.pulser.routing.lane;

import org.jspecify.annotations.NullMarked;
