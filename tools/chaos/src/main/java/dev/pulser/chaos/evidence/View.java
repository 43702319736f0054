// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import org.jspecify.annotations.Nullable;

/**
 * What REST says of a task when everything is over.
 *
 * @param status of the answer
 */
public record View(
        String taskId,
        int status,
        State state,
        int attempts,
        @Nullable String result) {}
