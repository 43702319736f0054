@NullMarked
package dev.pulser.routing.failure;

import org.jspecify.annotations.NullMarked;
