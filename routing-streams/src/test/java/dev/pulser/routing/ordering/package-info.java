@NullMarked
package dev.pulser.routing.ordering;

import org.jspecify.annotations.NullMarked;
