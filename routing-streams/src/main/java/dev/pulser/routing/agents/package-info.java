/** Who there is and how their lanes are, as the stream threads see it. */
@NullMarked
package dev.pulser.routing.agents;

import org.jspecify.annotations.NullMarked;
