/** Waiting tasks: FIFOs per agent, class and company, and the order among them. */
@NullMarked
package dev.pulser.routing.waiting;

import org.jspecify.annotations.NullMarked;
