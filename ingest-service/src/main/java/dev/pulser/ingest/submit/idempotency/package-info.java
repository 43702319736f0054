// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Detection of repeated submissions by their idempotency key. Entry point: {@link
 * dev.pulser.ingest.submit.idempotency.IdempotencyChecker}.
 */
@NullMarked
package dev.pulser.ingest.submit.idempotency;

import org.jspecify.annotations.NullMarked;
