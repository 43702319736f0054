@NullMarked
package dev.pulser.routing.running;

import org.jspecify.annotations.NullMarked;
