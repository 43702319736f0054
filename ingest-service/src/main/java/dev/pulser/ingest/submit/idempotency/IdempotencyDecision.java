// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit.idempotency;

/** Decision on a submission with an idempotency key. */
public enum IdempotencyDecision {
    /** Write the task to Kafka. It may be there already; routing-streams drops duplicates. */
    SEND,
    /** The same task is durable already. */
    DUPLICATE,
    /** The key was used for a different request. */
    MISMATCH,
    /** No source that could decide is available. */
    UNDECIDED
}
