@NullMarked
package dev.pulser.routing.architecture;

import org.jspecify.annotations.NullMarked;
