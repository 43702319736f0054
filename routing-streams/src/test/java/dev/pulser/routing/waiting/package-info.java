@NullMarked
package dev.pulser.routing.waiting;

import org.jspecify.annotations.NullMarked;
