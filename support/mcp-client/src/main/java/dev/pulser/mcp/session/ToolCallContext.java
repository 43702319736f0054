// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.session;

import org.jspecify.annotations.Nullable;

/**
 * Context of a tool call, sent to the server in {@code _meta}.
 *
 * @param idempotencyKey same for all attempts at this call
 * @param attempt        number of the attempt, 1 or more
 * @param traceparent    W3C trace context; null if there is none
 * @param definitionHash hash of the tool definition that the call was checked against; null to accept any definition. Not sent
 */
public record ToolCallContext(
        String idempotencyKey,
        int attempt,
        @Nullable String traceparent,
        @Nullable String definitionHash) {

    /** Creates a context that accepts any definition of the tool. */
    public ToolCallContext(String idempotencyKey, int attempt, @Nullable String traceparent) {
        this(idempotencyKey, attempt, traceparent, null);
    }
}
