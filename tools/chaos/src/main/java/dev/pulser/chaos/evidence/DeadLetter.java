// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import org.jspecify.annotations.Nullable;

/**
 * A record of the dead-letter topic.
 *
 * @param digest       of the record's bytes
 * @param source       where the refused record stood
 * @param originalHash of its bytes; null where they were not kept
 */
public record DeadLetter(
        Place place,
        String digest,
        @Nullable String taskId,
        String company,
        String code,
        @Nullable Place source,
        @Nullable String originalHash) {}
