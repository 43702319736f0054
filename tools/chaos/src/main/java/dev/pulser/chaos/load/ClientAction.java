// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.load;

/** Kind of operation of a client. */
enum ClientAction {
    SUBMIT_REST,
    SUBMIT_JSON,
    SUBMIT_AVRO,
    /** Submission of a task with an idempotency key for the second time, by REST or Kafka. */
    RESUBMIT,
    /** Submission of another task with a used key, which must be rejected. */
    CONFLICT,
    GET,
    LIST,
    CANCEL,
    REPLAY
}
