@NullMarked
package dev.pulser.routing.runtime;

import org.jspecify.annotations.NullMarked;
