/** The way out of every stage: bytes, measured, to a named sink. */
@NullMarked
package dev.pulser.routing.out;

import org.jspecify.annotations.NullMarked;
