/** LANE: one ordered queue per agent; hands tasks out and settles what comes back. */
@NullMarked
package dev.pulser.routing.lane;

import org.jspecify.annotations.NullMarked;
