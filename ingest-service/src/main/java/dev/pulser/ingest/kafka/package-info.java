// SPDX-License-Identifier: AGPL-3.0-only
/** Records written to Kafka. Entry point: {@link dev.pulser.ingest.kafka.DurableRecordWriter}. */
@NullMarked
package dev.pulser.ingest.kafka;

import org.jspecify.annotations.NullMarked;
