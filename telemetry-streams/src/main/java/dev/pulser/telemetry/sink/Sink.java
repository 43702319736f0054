// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sink;

import dev.pulser.telemetry.batch.SinkBatch;

/**
 * Store that batches are written to.
 *
 * <p>Threads: called by one task, on its thread.
 * <p>Delivery: at least once. A batch may be written again, whole or in other pieces, and must then have no effect.
 * <p>Errors: {@link SinkUnavailableException} when the same call may succeed later.
 */
public interface Sink {

    /** Returns the name of the store for logs, such as {@code redis}. */
    String name();

    /** Prepares for writing. Called before the first batch, and before the first batch after every failure. */
    void open() throws SinkUnavailableException;

    /** Writes the whole batch, or only such parts as the next attempt overwrites. */
    void write(SinkBatch batch) throws SinkUnavailableException;
}
