// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.jsonrpc;

import org.jspecify.annotations.Nullable;

/** JSON-RPC message of a client. */
public sealed interface JsonRpcMessage {

    /**
     * Request that expects a response.
     *
     * @param id id as JSON, verbatim
     * @param params parameters; empty if absent
     */
    record Request(String id, String method, RawJsonObject params) implements JsonRpcMessage {}

    /** Notification without a response. */
    record Notification(String method) implements JsonRpcMessage {}

    /**
     * Message that cannot be processed.
     *
     * @param id id as JSON; null if it could not be read
     * @param error error to respond with
     */
    record Unreadable(@Nullable String id, JsonRpcError error) implements JsonRpcMessage {}
}
