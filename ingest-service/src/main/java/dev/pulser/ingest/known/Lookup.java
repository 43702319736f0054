// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.known;

/** What a source answers when asked for something. */
public sealed interface Lookup<T> {

    record Found<T>(T value) implements Lookup<T> {}

    /** It was asked and has nothing. */
    record Absent<T>() implements Lookup<T> {}

    /**
     * It could not be asked, or did not answer in time.
     *
     * @param reason for people
     */
    record Away<T>(String reason) implements Lookup<T> {}
}
