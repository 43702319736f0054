// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.settlement;

import dev.pulser.contract.attempt.Attempt;
import dev.pulser.contract.attempt.TaskError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Consequence of an ended attempt for its task. */
public sealed interface Settlement {

    /** @param output JSON text */
    record Completed(String output) implements Settlement {}

    /** @param due earliest time of the next attempt */
    record Retried(Instant due, Attempt attempt) implements Settlement {}

    /**
     * Retry of an attempt that did not call the agent and is not counted.
     *
     * @param due earliest time of the next attempt
     */
    record Deferred(Instant due, TaskError error) implements Settlement {}

    /** Failure of the task, with a dead letter. */
    record Failed(TaskError error, Attempt attempt) implements Settlement {}

    /** End of a task after its deadline. */
    record Expired(String reason) implements Settlement {}

    /** @param reason null when neither the user nor the adapter gave one */
    record Cancelled(@Nullable String reason) implements Settlement {}

    /** Return to the head of the queue of a task that no adapter started; the attempt is not counted. */
    record Requeued(String reason) implements Settlement {}
}
