// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record of the events topic.
 *
 * @param digest of the record's bytes
 * @param task   in the first event of a task
 */
public record TaskEvent(
        Place place,
        String digest,
        String taskId,
        String company,
        int seq,
        Instant at,
        State state,
        @Nullable String agent,
        int attempt,
        int epoch,
        @Nullable String code,
        @Nullable String result,
        @Nullable TaskFacts task) {

    /**
     * What the first event says of the task itself.
     *
     * @param nonce    of the payload; empty where it has none
     * @param replayOf the failed task that it repeats
     */
    public record TaskFacts(String nonce, @Nullable String replayOf) {}
}
