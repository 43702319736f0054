// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A task that failed for good, or a record that never was one.
 *
 * @param id       null where none could be read
 * @param code     slug; also the record's header {@code x-error-code}
 * @param task     null where the record never became one
 * @param source   where the record stood; null where the failure came later than the door
 * @param original key and value as they came, where they never became a task
 */
public record DeadLetter(
        @Nullable TaskId id,
        Company company,
        Instant at,
        String code,
        String reason,
        @Nullable AgentName agent,
        List<Attempt> attempts,
        @Nullable Task task,
        @Nullable Source source,
        @Nullable Original original) {

    public DeadLetter {
        attempts = List.copyOf(attempts);
    }

    /** A record's coordinates. */
    public record Source(String topic, int partition, long offset) {

        @Override
        public String toString() {
            return "%s-%d@%d".formatted(topic, partition, offset);
        }
    }

    /** A record's bytes. */
    public record Original(@Nullable Bytes key, @Nullable Bytes value) {}
}
