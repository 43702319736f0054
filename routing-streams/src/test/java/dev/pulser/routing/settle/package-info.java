@NullMarked
package dev.pulser.routing.settle;

import org.jspecify.annotations.NullMarked;
