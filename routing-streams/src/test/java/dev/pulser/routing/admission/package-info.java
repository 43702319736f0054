@NullMarked
package dev.pulser.routing.admission;

import org.jspecify.annotations.NullMarked;
