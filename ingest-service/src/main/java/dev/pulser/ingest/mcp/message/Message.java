// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.message;

import org.jspecify.annotations.Nullable;

/** What a client says. It never answers anything: nothing is asked from here. */
public sealed interface Message {

    /**
     * Wants an answer.
     *
     * @param id     JSON, as it was written
     * @param params empty where none are given
     */
    record Request(String id, String method, RawObject params) implements Message {}

    /** Wants none. */
    record Notification(String method) implements Message {}

    /**
     * Nothing that can be served.
     *
     * @param id null where none could be read
     */
    record Unreadable(@Nullable String id, Refusal refusal) implements Message {}
}
