/** What the end of an attempt means for its task. */
@NullMarked
package dev.pulser.routing.settle;

import org.jspecify.annotations.NullMarked;
