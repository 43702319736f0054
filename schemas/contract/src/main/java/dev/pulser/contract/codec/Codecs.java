// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Handover;
import dev.pulser.contract.routing.Instruction;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.DeadLetter;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.tool.ServerStatus;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.contract.tool.ToolRef;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * The form of every record. Made once, safe from any thread.
 *
 * <p>Errors: what cannot be read is a {@link SerializationException}, except at {@link #intake()}, which never throws for
 * what the bytes are.
 */
public final class Codecs {

    static {
        // Avro allocates what a length says before it reads: no record may say more than the largest that Kafka takes.
        for (var limit : List.of("bytes.maxLength", "string.maxLength", "collectionItems.maxLength")) {
            var property = "org.apache.avro.limits." + limit;
            System.setProperty(property, System.getProperty(property, Integer.toString(2 << 20)));
        }
        // Avro makes no instance of a class that a schema names, unless it is told to trust it.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(dev.pulser.wire.Task.class.getPackageName())));
    }

    private final Serde<Task> task;
    private final Serde<Intake> intake;
    private final Serde<Command> command;
    private final Serde<Instruction> instruction;
    private final Serde<Report> report;
    private final Serde<TaskEvent> taskEvent;
    private final Serde<DeadLetter> deadLetter;
    private final Serde<AgentDefinition> agentDefinition;
    private final Serde<AgentStatus> agentStatus;
    private final Serde<LaneEntry> laneEntry;
    private final Serde<Handover> handover;
    private final Serde<ToolOffer> toolOffer;
    private final Serde<ToolApproval> toolApproval;
    private final Serde<ServerStatus> serverStatus;

    private Codecs(SchemaIds ids, SchemaIds catalogue) {
        var wireTask = new AvroSerde<>(ids, dev.pulser.wire.Task.class, TaskForm.INSTANCE);
        task = wireTask;
        intake = Serdes.serdeFrom(new IntakeDeserializer.NeverWritten(), new IntakeDeserializer(wireTask));
        command = new AvroSerde<>(ids, dev.pulser.wire.Command.class, new CommandForm());
        instruction = new InstructionSerde(ids);
        report = new AvroSerde<>(ids, dev.pulser.wire.Report.class, new RoutingForms.OfReport());
        taskEvent = new AvroSerde<>(ids, dev.pulser.wire.TaskEvent.class, new RecordForms.OfTaskEvent());
        deadLetter = new AvroSerde<>(ids, dev.pulser.wire.DeadLetter.class, new RecordForms.OfDeadLetter());
        agentDefinition = new AvroSerde<>(ids, dev.pulser.wire.AgentDefinition.class, new AgentDefinitionForm());
        agentStatus = new AvroSerde<>(ids, dev.pulser.wire.AgentStatus.class, new AgentStatusForm());
        handover = new AvroSerde<>(ids, dev.pulser.wire.Handover.class, new HandoverForm());
        toolOffer = new AvroSerde<>(ids, dev.pulser.wire.ToolOffer.class, new ToolForms.OfOffer());
        toolApproval = new AvroSerde<>(ids, dev.pulser.wire.ToolApproval.class, new ToolForms.OfApproval());
        serverStatus = new AvroSerde<>(ids, dev.pulser.wire.ServerStatus.class, new ToolForms.OfServerStatus());
        // State stays within Pulser, and must be readable when a registry is not.
        laneEntry = new AvroSerde<>(catalogue, dev.pulser.wire.LaneEntry.class, new RoutingForms.OfLaneEntry());
    }

    /** Ids of the built-in catalogue. */
    public static Codecs builtIn() {
        var catalogue = SchemaCatalogue.load();
        return new Codecs(catalogue, catalogue);
    }

    /** Ids of the registry at this address, or the built-in ones where it is null. */
    public static Codecs using(@Nullable URI registry) {
        return registry == null ? builtIn() : new Codecs(new SchemaRegistry(registry), SchemaCatalogue.load());
    }

    public Serde<Task> task() {
        return task;
    }

    /** Reads only. */
    public Serde<Intake> intake() {
        return intake;
    }

    public Serde<Command> command() {
        return command;
    }

    /** Assignments and withdrawals, told apart by their schema. */
    public Serde<Instruction> instruction() {
        return instruction;
    }

    public Serde<Report> report() {
        return report;
    }

    public Serde<TaskEvent> taskEvent() {
        return taskEvent;
    }

    public Serde<DeadLetter> deadLetter() {
        return deadLetter;
    }

    public Serde<AgentDefinition> agentDefinition() {
        return agentDefinition;
    }

    public Serde<AgentStatus> agentStatus() {
        return agentStatus;
    }

    public Serde<Handover> handover() {
        return handover;
    }

    public Serde<ToolOffer> toolOffer() {
        return toolOffer;
    }

    public Serde<ToolApproval> toolApproval() {
        return toolApproval;
    }

    public Serde<ServerStatus> serverStatus() {
        return serverStatus;
    }

    /** For state stores: always the built-in catalogue. */
    public Serde<LaneEntry> laneEntry() {
        return laneEntry;
    }

    public Serde<TaskId> taskId() {
        return text(TaskId::value, TaskId::new);
    }

    public Serde<AgentName> agentName() {
        return text(AgentName::value, AgentName::new);
    }

    public Serde<ToolRef> toolRef() {
        return text(ToolRef::value, ToolRef::parse);
    }

    private static <T> Serde<T> text(Function<T, String> write, Function<String, T> read) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : write.apply(value).getBytes(StandardCharsets.UTF_8),
                (topic, bytes) -> {
                    if (bytes == null) {
                        return null;
                    }
                    try {
                        return read.apply(new String(bytes, StandardCharsets.UTF_8));
                    } catch (IllegalArgumentException e) {
                        throw new SerializationException(e.getMessage(), e);
                    }
                });
    }
}
