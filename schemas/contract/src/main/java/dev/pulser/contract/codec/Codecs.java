// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.codec.intake.IntakeDeserializer;
import dev.pulser.contract.codec.intake.IntakeResult;
import dev.pulser.contract.codec.mapper.AdapterMappers;
import dev.pulser.contract.codec.mapper.AgentDefinitionMapper;
import dev.pulser.contract.codec.mapper.AgentStatusMapper;
import dev.pulser.contract.codec.mapper.CommandMapper;
import dev.pulser.contract.codec.mapper.EventMappers;
import dev.pulser.contract.codec.mapper.LaneMappers;
import dev.pulser.contract.codec.mapper.TaskMapper;
import dev.pulser.contract.codec.mapper.ToolMappers;
import dev.pulser.contract.codec.registry.SchemaCatalog;
import dev.pulser.contract.codec.registry.SchemaIds;
import dev.pulser.contract.codec.registry.SchemaRegistry;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterInstruction;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.Transfer;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.tool.McpServerStatus;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolDefinition;
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
 * Serdes of all records. Thread-safe; one instance per service is enough.
 *
 * <p>Errors: {@link SerializationException} for bytes that cannot be read, except from {@link #intake()}, whose result holds
 * the errors.
 */
public final class Codecs {

    static {
        // Avro allocates memory for a length before it reads the content, so lengths are limited to the largest Kafka
        // record.
        for (var limit : List.of("bytes.maxLength", "string.maxLength", "collectionItems.maxLength")) {
            var property = "org.apache.avro.limits." + limit;
            System.setProperty(property, System.getProperty(property, Integer.toString(2 << 20)));
        }
        // Avro instantiates only classes that are registered as trusted.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(dev.pulser.wire.Task.class.getPackageName())));
    }

    private final Serde<Task> task;
    private final Serde<IntakeResult> intake;
    private final Serde<Command> command;
    private final Serde<AdapterInstruction> adapterInstruction;
    private final Serde<AdapterReport> adapterReport;
    private final Serde<TaskEvent> taskEvent;
    private final Serde<DeadLetter> deadLetter;
    private final Serde<AgentDefinition> agentDefinition;
    private final Serde<AgentStatus> agentStatus;
    private final Serde<LaneEntry> laneEntry;
    private final Serde<Transfer> transfer;
    private final Serde<ToolDefinition> toolDefinition;
    private final Serde<ToolApproval> toolApproval;
    private final Serde<McpServerStatus> mcpServerStatus;

    private Codecs(SchemaIds ids, SchemaIds catalog) {
        var wireTask = new AvroSerde<>(ids, dev.pulser.wire.Task.class, TaskMapper.INSTANCE);
        task = wireTask;
        intake = Serdes.serdeFrom(new IntakeDeserializer.Unsupported(), new IntakeDeserializer(wireTask::wire));
        command = new AvroSerde<>(ids, dev.pulser.wire.Command.class, new CommandMapper());
        adapterInstruction = new AdapterInstructionSerde(ids);
        adapterReport = new AvroSerde<>(ids, dev.pulser.wire.AdapterReport.class, new AdapterMappers.OfReport());
        taskEvent = new AvroSerde<>(ids, dev.pulser.wire.TaskEvent.class, new EventMappers.OfTaskEvent());
        deadLetter = new AvroSerde<>(ids, dev.pulser.wire.DeadLetter.class, new EventMappers.OfDeadLetter());
        agentDefinition = new AvroSerde<>(ids, dev.pulser.wire.AgentDefinition.class, new AgentDefinitionMapper());
        agentStatus = new AvroSerde<>(ids, dev.pulser.wire.AgentStatus.class, new AgentStatusMapper());
        transfer = new AvroSerde<>(ids, dev.pulser.wire.Transfer.class, new LaneMappers.OfTransfer());
        toolDefinition = new AvroSerde<>(ids, dev.pulser.wire.ToolDefinition.class, new ToolMappers.OfDefinition());
        toolApproval = new AvroSerde<>(ids, dev.pulser.wire.ToolApproval.class, new ToolMappers.OfApproval());
        mcpServerStatus = new AvroSerde<>(ids, dev.pulser.wire.McpServerStatus.class, new ToolMappers.OfServerStatus());
        // State stores must be readable while the registry is unavailable.
        laneEntry = new AvroSerde<>(catalog, dev.pulser.wire.LaneEntry.class, new LaneMappers.OfLaneEntry());
    }

    /** Returns serdes with the schema ids of the built-in catalog. */
    public static Codecs builtIn() {
        var catalog = SchemaCatalog.load();
        return new Codecs(catalog, catalog);
    }

    /** Returns serdes with the schema ids of the registry at this URL, or of the built-in catalog when it is null. */
    public static Codecs using(@Nullable URI registry) {
        return registry == null ? builtIn() : new Codecs(new SchemaRegistry(registry), SchemaCatalog.load());
    }

    public Serde<Task> task() {
        return task;
    }

    /** Returns a serde that reads submitted tasks in JSON and Avro; it cannot write. */
    public Serde<IntakeResult> intake() {
        return intake;
    }

    public Serde<Command> command() {
        return command;
    }

    /** Returns the serde of assignments and revocations, distinguished by their schema. */
    public Serde<AdapterInstruction> adapterInstruction() {
        return adapterInstruction;
    }

    public Serde<AdapterReport> adapterReport() {
        return adapterReport;
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

    public Serde<Transfer> transfer() {
        return transfer;
    }

    public Serde<ToolDefinition> toolDefinition() {
        return toolDefinition;
    }

    public Serde<ToolApproval> toolApproval() {
        return toolApproval;
    }

    public Serde<McpServerStatus> mcpServerStatus() {
        return mcpServerStatus;
    }

    /** Returns the serde of a state store, always with the ids of the built-in catalog. */
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
