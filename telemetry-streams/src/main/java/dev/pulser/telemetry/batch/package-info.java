// SPDX-License-Identifier: AGPL-3.0-only
/** Decoded batches of records, and the updates of tasks they contain. Entry point: {@link dev.pulser.telemetry.batch.SinkBatch}. */
@NullMarked
package dev.pulser.telemetry.batch;

import org.jspecify.annotations.NullMarked;
