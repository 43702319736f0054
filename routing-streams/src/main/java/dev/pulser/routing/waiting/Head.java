// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.waiting;

import dev.pulser.contract.routing.LaneEntry;

/** The first task of a line. */
public record Head(Place place, LaneEntry entry) {}
