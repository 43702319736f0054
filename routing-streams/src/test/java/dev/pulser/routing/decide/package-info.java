@NullMarked
package dev.pulser.routing.decide;

import org.jspecify.annotations.NullMarked;
