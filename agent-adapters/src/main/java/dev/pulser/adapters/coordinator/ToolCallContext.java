// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import org.jspecify.annotations.Nullable;

/**
 * What travels with a tool call.
 *
 * @param idempotencyKey the same through all attempts at the call
 * @param traceparent    W3C trace context
 */
public record ToolCallContext(
        String idempotencyKey, int attempt, @Nullable String traceparent) {}
