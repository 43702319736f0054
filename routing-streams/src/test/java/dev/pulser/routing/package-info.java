@NullMarked
package dev.pulser.routing;

import org.jspecify.annotations.NullMarked;
