/** ADMIT: from whatever stood at the door to a task in its lane's partition, once. */
@NullMarked
package dev.pulser.routing.admit;

import org.jspecify.annotations.NullMarked;
