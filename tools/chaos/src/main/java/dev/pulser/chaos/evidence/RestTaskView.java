// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import org.jspecify.annotations.Nullable;

/**
 * Task as REST shows it at the end of the run.
 *
 * @param status HTTP status of the response
 */
public record RestTaskView(
        String taskId,
        int status,
        ModelState state,
        int attempts,
        @Nullable String result) {}
