@NullMarked
package dev.pulser.routing.admit;

import org.jspecify.annotations.NullMarked;
