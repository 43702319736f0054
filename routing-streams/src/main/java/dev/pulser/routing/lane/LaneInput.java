// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Handover;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.Task;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Bytes;

/** What comes into a lane. */
public sealed interface LaneInput {

    /** A task that has been admitted and is this agent's, for this reason. */
    record Admitted(Task task, AgentName agent, String reason) implements LaneInput {}

    /** What an adapter says. */
    record Reported(Report report) implements LaneInput {}

    /** What a person asks. */
    record Asked(Command command) implements LaneInput {}

    /** A task that another lane has handed over. */
    record HandedOver(Handover handover) implements LaneInput {}

    /** Bytes that are none of these, and why. */
    record Unreadable(Bytes bytes, String reason) implements LaneInput {}

    /**
     * Reads reports, commands or handovers. What is none is {@link Unreadable} and not an exception: the dead letter that an exception handler
     * gives for the last record of a partition would stay in a transaction that nothing commits.
     */
    static <T> Deserializer<LaneInput> reading(Deserializer<T> values, Function<T, LaneInput> kind) {
        return (topic, bytes) -> {
            if (bytes == null) {
                return null;
            }
            try {
                return kind.apply(values.deserialize(topic, bytes));
            } catch (SerializationException e) {
                return new Unreadable(Bytes.wrap(bytes), Objects.requireNonNullElse(e.getMessage(), "unreadable"));
            }
        };
    }
}
