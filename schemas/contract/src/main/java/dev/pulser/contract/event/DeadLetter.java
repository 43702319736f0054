// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.event;

import dev.pulser.contract.attempt.Attempt;
import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Task that failed permanently, or record that could not be read as a task.
 *
 * @param id       null when none could be read
 * @param error    its code is also the record header {@code x-error-code}
 * @param agent    agent whose lane the task was in; null when it reached none
 * @param attempts attempts that failed, in order
 * @param task     null when the record could not be read as a task
 * @param source   record that was rejected at the intake; null when the task failed later
 */
public record DeadLetter(
        @Nullable TaskId id,
        Company company,
        Instant at,
        TaskError error,
        @Nullable AgentName agent,
        List<Attempt> attempts,
        @Nullable Task task,
        @Nullable Source source) {

    public DeadLetter {
        attempts = List.copyOf(attempts);
    }

    /**
     * Coordinates of a record, and its bytes when they could not be read as a task.
     *
     * @param key   null when the record has no key, or the task could be read
     * @param value null when the record has no value, or the task could be read
     */
    public record Source(
            String topic,
            int partition,
            long offset,
            @Nullable Bytes key,
            @Nullable Bytes value) {

        /** Returns the coordinates without the bytes. */
        public static Source at(String topic, int partition, long offset) {
            return new Source(topic, partition, offset, null, null);
        }

        public Source withBytes(@Nullable Bytes originalKey, @Nullable Bytes originalValue) {
            return new Source(topic, partition, offset, originalKey, originalValue);
        }

        /** Returns {@code topic-partition@offset}. */
        @Override
        public String toString() {
            return "%s-%d@%d".formatted(topic, partition, offset);
        }
    }
}
