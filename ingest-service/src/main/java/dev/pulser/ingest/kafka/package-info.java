// SPDX-License-Identifier: AGPL-3.0-only
/** The connection to Kafka and what must stand there before this service is of use. */
@NullMarked
package dev.pulser.ingest.kafka;

import org.jspecify.annotations.NullMarked;
