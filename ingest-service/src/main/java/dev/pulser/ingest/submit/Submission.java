// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A task as it stood before the door.
 *
 * @param body        JSON, nothing of it checked yet
 * @param headerKey   the header {@code Idempotency-Key}, unchecked
 * @param traceparent W3C trace context, where the client sent a valid one
 */
public record Submission(
        Bytes body, @Nullable String headerKey, @Nullable String traceparent) {}
