// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Record of the topic of task events.
 *
 * @param digest hash of the record's value
 * @param task   submitted task, in the first event of a task
 */
public record TaskEventRecord(
        RecordPosition position,
        String digest,
        String taskId,
        String company,
        int seq,
        Instant at,
        Step step,
        @Nullable SubmittedTask task) {

    /** State after an event, and the attempt that the event is about. */
    public record Step(
            ModelState state,
            @Nullable String agent,
            int attempt,
            int epoch,
            @Nullable String code,
            @Nullable String result) {}

    /**
     * Task in its first event.
     *
     * @param nonce    nonce of the payload; empty when it has none
     * @param replayOf failed task that this one repeats
     */
    public record SubmittedTask(String nonce, @Nullable String replayOf) {}

    public ModelState state() {
        return step.state();
    }

    public @Nullable String agent() {
        return step.agent();
    }

    public int attempt() {
        return step.attempt();
    }

    public int epoch() {
        return step.epoch();
    }

    public @Nullable String code() {
        return step.code();
    }

    public @Nullable String result() {
        return step.result();
    }
}
