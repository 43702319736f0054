@NullMarked
package dev.pulser.routing.settlement;

import org.jspecify.annotations.NullMarked;
