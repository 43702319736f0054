// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.rpc;

import dev.pulser.adapters.json.Json;
import org.jspecify.annotations.Nullable;

/** What came of a request to a server. */
public sealed interface Reply {

    /**
     * It answered.
     *
     * @param bytes of its message
     */
    record Result(Json value, int bytes) implements Reply {}

    /** It answered with a JSON-RPC error. */
    record Refused(long code, String message, @Nullable Json detail, int bytes) implements Reply {}

    /** It answered more than {@code limit} bytes. */
    record TooLarge(int limit, long bytes) implements Reply {}

    /** It was not answered in time, and was told that nobody waits any more. */
    record TimedOut() implements Reply {}

    /** It was not there any more, or did not take the request: nothing was done. Asking again is safe. */
    record NotSent(String reason) implements Reply {}

    /** It ended, or the way to it broke, before it answered. Whether it did what was asked is unknown. */
    record Lost(String reason) implements Reply {}
}
