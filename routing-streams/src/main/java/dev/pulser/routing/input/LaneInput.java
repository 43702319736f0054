// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.input;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.Transfer;
import dev.pulser.contract.task.Task;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Bytes;

/** Input record of a lane. */
public sealed interface LaneInput {

    /** Task that was admitted to the lane of this agent. */
    record AdmittedTask(Task task, AgentName agent, String reason) implements LaneInput {}

    /** Report of an adapter. */
    record Report(AdapterReport report) implements LaneInput {}

    /** Command of a user. */
    record UserCommand(Command command) implements LaneInput {}

    /** Task that another lane has transferred. */
    record IncomingTransfer(Transfer transfer) implements LaneInput {}

    /** Bytes that could not be deserialized. */
    record UnreadableRecord(Bytes bytes, String reason) implements LaneInput {}

    /**
     * Returns a deserializer of reports, commands or transfers. It returns {@link UnreadableRecord} instead of throwing
     * an exception, because the dead letter of an exception handler stays uncommitted when no further record follows in
     * the partition.
     */
    static <T> Deserializer<LaneInput> deserializer(Deserializer<T> values, Function<T, LaneInput> toInput) {
        return (topic, bytes) -> {
            if (bytes == null) {
                return null;
            }
            try {
                return toInput.apply(values.deserialize(topic, bytes));
            } catch (SerializationException e) {
                return new UnreadableRecord(
                        Bytes.wrap(bytes),
                        Objects.requireNonNullElse(e.getMessage(), "The record could not be deserialized."));
            }
        };
    }
}
