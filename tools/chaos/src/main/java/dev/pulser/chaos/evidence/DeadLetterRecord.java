// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import org.jspecify.annotations.Nullable;

/**
 * Record of the topic of dead letters.
 *
 * @param digest       hash of the record's value
 * @param source       position of the rejected record
 * @param originalHash hash of the rejected record's value; null when it was not kept
 */
public record DeadLetterRecord(
        RecordPosition position,
        String digest,
        @Nullable String taskId,
        String company,
        String code,
        @Nullable RecordPosition source,
        @Nullable String originalHash) {}
