// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.taskcache;

/** Result of asking one data source. */
public sealed interface Lookup<T> {

    record Found<T>(T value) implements Lookup<T> {}

    /** The source responded and has no such value. */
    record Absent<T>() implements Lookup<T> {}

    /**
     * The source could not be reached or timed out.
     *
     * @param reason cause, for people
     */
    record Unavailable<T>(String reason) implements Lookup<T> {}
}
