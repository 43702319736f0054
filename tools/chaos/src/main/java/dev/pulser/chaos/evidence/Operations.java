// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import dev.pulser.chaos.history.Moment;
import dev.pulser.chaos.history.OperationPhase;
import dev.pulser.chaos.script.AgentScript;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations of the clients, from the history. */
public record Operations(
        List<Submission> submissions, List<TaskRead> reads, List<Replay> replays, List<Cancellation> cancellations) {

    public Operations {
        submissions = List.copyOf(submissions);
        reads = List.copyOf(reads);
        replays = List.copyOf(replays);
        cancellations = List.copyOf(cancellations);
    }

    /**
     * Task as it was sent.
     *
     * @param key idempotency key; null for none
     */
    public record SentTask(
            String company,
            String type,
            String nonce,
            @Nullable String key,
            AgentScript script) {}

    /**
     * Submission of a task, maybe a repeated one.
     *
     * @param channel  {@code rest} or a form of Kafka record
     * @param conflict true when the key belongs to another task already, so that this one must be rejected
     * @param status   HTTP status; 0 when there was no response
     * @param taskId   id in the response
     */
    public record Submission(
            SentTask task,
            String channel,
            boolean conflict,
            OperationPhase phase,
            Moment invoked,
            Moment completed,
            int status,
            @Nullable String taskId) {

        public String company() {
            return task.company();
        }

        public String type() {
            return task.type();
        }

        public String nonce() {
            return task.nonce();
        }

        public @Nullable String key() {
            return task.key();
        }

        public AgentScript script() {
            return task.script();
        }

        /** Returns true when the response was a client error. */
        public boolean isRejected() {
            return status >= 400 && status < 500;
        }
    }

    /**
     * Read of a task by REST that got a response.
     *
     * @param state {@link ModelState#UNKNOWN} when the response held no task
     */
    public record TaskRead(
            int client, String taskId, Moment invoked, Moment completed, int status, ModelState state, int attempts) {}

    /**
     * Replay of a dead letter.
     *
     * @param failed id of the failed task
     * @param taskId id of the new task, from the response
     */
    public record Replay(String failed, @Nullable String taskId, OperationPhase phase) {}

    /** Cancellation of a task. */
    public record Cancellation(String taskId, OperationPhase phase, Moment invoked) {}
}
