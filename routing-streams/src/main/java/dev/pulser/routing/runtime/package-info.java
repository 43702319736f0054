// SPDX-License-Identifier: AGPL-3.0-only
/** Kafka Streams in this service: configuration, start, health and shutdown. Entry point: {@link RoutingStreams}. */
@NullMarked
package dev.pulser.routing.runtime;

import org.jspecify.annotations.NullMarked;
