@NullMarked
package dev.pulser.routing.queue;

import org.jspecify.annotations.NullMarked;
