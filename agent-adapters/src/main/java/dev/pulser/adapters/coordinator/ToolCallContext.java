// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import org.jspecify.annotations.Nullable;

/**
 * What travels with a tool call.
 *
 * @param idempotencyKey the same through all attempts at the call
 * @param traceparent    W3C trace context
 * @param definition     hash of the tool's definition that it was judged by; null where it is no matter
 */
public record ToolCallContext(
        String idempotencyKey,
        int attempt,
        @Nullable String traceparent,
        @Nullable String definition) {

    /** Of a call that no definition matters to. */
    public ToolCallContext(String idempotencyKey, int attempt, @Nullable String traceparent) {
        this(idempotencyKey, attempt, traceparent, null);
    }
}
