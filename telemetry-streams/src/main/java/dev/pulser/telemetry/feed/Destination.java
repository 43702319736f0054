// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

/**
 * Where records go.
 *
 * <p>Threads: called by one feed, on its thread.
 * <p>Delivery: a batch may come again, whole or in other pieces; writing it again must change nothing.
 * <p>Errors: {@link DestinationAway} says that the same call is worth another try.
 */
public interface Destination {

    /** One word for logs. */
    String label();

    /** Makes ready to write. Called before the first batch, and before the first after every failure. */
    void reach() throws DestinationAway;

    /** Writes all of {@code batch}, or nothing that a second writing would not repair. */
    void write(Batch batch) throws DestinationAway;
}
