// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import dev.pulser.chaos.history.Moment;
import dev.pulser.chaos.history.Phase;
import dev.pulser.chaos.script.Script;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was asked of Pulser, from the history. */
public record Sent(
        List<Submission> submissions, List<Look> looks, List<Replay> replays, List<Cancellation> cancellations) {

    public Sent {
        submissions = List.copyOf(submissions);
        looks = List.copyOf(looks);
        replays = List.copyOf(replays);
        cancellations = List.copyOf(cancellations);
    }

    /**
     * A task that was sent, perhaps not for the first time.
     *
     * @param key    idempotency key; null for none
     * @param status of the answer over REST; 0 where there was none
     * @param taskId as the answer said it
     * @param clash  whether the key was used before, for another task: this one must be refused
     */
    public record Submission(
            String door,
            String company,
            String type,
            String nonce,
            @Nullable String key,
            Script script,
            Phase phase,
            Moment invoked,
            Moment completed,
            int status,
            @Nullable String taskId,
            boolean clash) {

        /** Whether the answer was that this cannot be taken. */
        public boolean isRefused() {
            return status >= 400 && status < 500;
        }
    }

    /**
     * A GET of a task that was answered.
     *
     * @param state {@link State#UNKNOWN} where there was no task in the answer
     */
    public record Look(
            int client, String taskId, Moment invoked, Moment completed, int status, State state, int attempts) {}

    /** A dead letter that was asked to be done again. */
    public record Replay(String failed, @Nullable String taskId, Phase phase) {}

    /** A task that was asked to be given up. */
    public record Cancellation(String taskId, Phase phase, Moment invoked) {}
}
