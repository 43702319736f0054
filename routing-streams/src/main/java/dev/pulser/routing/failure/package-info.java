/** What cannot be read, processed or written, and stream threads that die. */
@NullMarked
package dev.pulser.routing.failure;

import org.jspecify.annotations.NullMarked;
