@NullMarked
package dev.pulser.routing.decision;

import org.jspecify.annotations.NullMarked;
