/** Things to do later, which survive a restart. */
@NullMarked
package dev.pulser.routing.timer;

import org.jspecify.annotations.NullMarked;
