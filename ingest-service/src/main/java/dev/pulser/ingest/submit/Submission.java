// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Unvalidated submission of a task.
 *
 * @param body JSON
 * @param headerKey header {@code Idempotency-Key}, unvalidated; null if absent
 * @param traceparent W3C trace context; null if the client sent no valid one
 */
public record Submission(
        Bytes body, @Nullable String headerKey, @Nullable String traceparent) {}
