@NullMarked
package dev.pulser.routing.timer;

import org.jspecify.annotations.NullMarked;
