/** Kafka Streams as this service runs it: settings, start, health, end. */
@NullMarked
package dev.pulser.routing.runtime;

import org.jspecify.annotations.NullMarked;
