/** Tasks in, assignments and events out: the routing graph and its service. */
@NullMarked
package dev.pulser.routing;

import org.jspecify.annotations.NullMarked;
