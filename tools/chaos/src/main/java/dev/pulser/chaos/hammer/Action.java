// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.hammer;

/** What a client does in one turn. */
enum Action {
    SUBMIT_REST,
    SUBMIT_JSON,
    SUBMIT_AVRO,
    /** Sends a keyed task a second time, through either door. */
    RESUBMIT,
    /** Sends another task under a used key, which must be refused. */
    CLASH,
    GET,
    LIST,
    CANCEL,
    REPLAY
}
