// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.taskcache;

import org.jspecify.annotations.Nullable;

/**
 * Result or last error of a task.
 *
 * @param output      JSON text from the agent; null unless the task is completed
 * @param errorCode   error code of the last failure; null if there is none
 * @param errorReason description of that failure, for people
 */
public record TaskResult(
        @Nullable String output,
        @Nullable String errorCode,
        @Nullable String errorReason) {

    public static final TaskResult NONE = new TaskResult(null, null, null);
}
