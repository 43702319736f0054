@NullMarked
package dev.pulser.routing.lane;

import org.jspecify.annotations.NullMarked;
