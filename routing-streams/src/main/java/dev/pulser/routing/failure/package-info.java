// SPDX-License-Identifier: AGPL-3.0-only
/** Exception handlers of Kafka Streams. Entry point: {@link DeadLetterRecords}. */
@NullMarked
package dev.pulser.routing.failure;

import org.jspecify.annotations.NullMarked;
