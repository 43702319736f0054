// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.rpc;

import dev.pulser.service.json.Json;
import org.jspecify.annotations.Nullable;

/** Outcome of a request to a server. */
public sealed interface RequestOutcome {

    /**
     * Successful response.
     *
     * @param bytes size of the message
     */
    record Result(Json value, int bytes) implements RequestOutcome {}

    /**
     * JSON-RPC error response.
     *
     * @param code   error code; the HTTP status if the body was not a JSON-RPC error
     * @param detail member {@code data}; null if absent
     * @param bytes  size of the message
     */
    record ErrorResponse(
            long code, String message, @Nullable Json detail, int bytes) implements RequestOutcome {}

    /**
     * Response larger than the limit. It was discarded.
     *
     * @param limit largest response in bytes
     * @param bytes size of the response
     */
    record TooLarge(int limit, long bytes) implements RequestOutcome {}

    /** No response within the timeout. The request was canceled. */
    record TimedOut() implements RequestOutcome {}

    /** The server did not process the request: the connection was closed, or the request was rejected. Safe to retry. */
    record NotSent(String reason) implements RequestOutcome {}

    /** The connection was lost before the response arrived. It is unknown whether the server processed the request. */
    record Lost(String reason) implements RequestOutcome {}
}
