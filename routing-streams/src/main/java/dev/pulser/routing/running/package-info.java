/** Running tasks: what is handed out, and until when it is believed to be alive. */
@NullMarked
package dev.pulser.routing.running;

import org.jspecify.annotations.NullMarked;
