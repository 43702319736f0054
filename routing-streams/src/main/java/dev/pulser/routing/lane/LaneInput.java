// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.Task;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Bytes;

/** What comes into a lane. */
public sealed interface LaneInput {

    /** A task that has been admitted and is this agent's, for this reason. */
    record Admitted(Task task, AgentName agent, String reason) implements LaneInput {}

    /** What an adapter says. */
    record Reported(Report report) implements LaneInput {}

    /** Bytes that are no report, and why. */
    record Unreadable(Bytes bytes, String reason) implements LaneInput {}

    /**
     * Reads reports. What is none is {@link Unreadable} and not an exception: the dead letter that an exception handler
     * gives for the last record of a partition would stay in a transaction that nothing commits.
     */
    static Deserializer<LaneInput> reading(Deserializer<Report> reports) {
        return (topic, bytes) -> {
            if (bytes == null) {
                return null;
            }
            try {
                return new Reported(reports.deserialize(topic, bytes));
            } catch (SerializationException e) {
                return new Unreadable(Bytes.wrap(bytes), Objects.requireNonNullElse(e.getMessage(), "unreadable"));
            }
        };
    }
}
