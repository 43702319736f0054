// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.topic;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.codec.intake.IntakeResult;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterInstruction;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.Transfer;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.tool.McpServerStatus;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolDefinition;
import dev.pulser.contract.tool.ToolRef;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/** All topics with their serdes. Immutable and thread-safe. */
public final class Topics {

    private final Codecs codecs;

    private Topics(Codecs codecs) {
        this.codecs = codecs;
    }

    public static Topics using(Codecs codecs) {
        return new Topics(codecs);
    }

    public Codecs codecs() {
        return codecs;
    }

    /** Returns the topic to which tasks of this priority are submitted, as Pulser writes it. */
    public Topic<AgentName, Task> tasks(Priority priority) {
        return new Topic<>(TopicNames.tasks(priority), codecs.agentName(), codecs.task());
    }

    /** Returns the topic to which tasks of this priority are submitted, as Pulser reads it: any key, JSON or Avro. */
    public Topic<Bytes, IntakeResult> intake(Priority priority) {
        return new Topic<>(TopicNames.tasks(priority), Serdes.Bytes(), codecs.intake());
    }

    public Topic<AgentName, Command> commands() {
        return new Topic<>(TopicNames.COMMANDS, codecs.agentName(), codecs.command());
    }

    public Topic<TaskId, AdapterInstruction> assignments() {
        return new Topic<>(TopicNames.ASSIGNMENTS, codecs.taskId(), codecs.adapterInstruction());
    }

    public Topic<AgentName, AdapterReport> outcomes() {
        return new Topic<>(TopicNames.OUTCOMES, codecs.agentName(), codecs.adapterReport());
    }

    public Topic<TaskId, TaskEvent> taskEvents() {
        return new Topic<>(TopicNames.TASK_EVENTS, codecs.taskId(), codecs.taskEvent());
    }

    public Topic<TaskId, DeadLetter> deadLetters() {
        return new Topic<>(TopicNames.DEAD_LETTERS, codecs.taskId(), codecs.deadLetter());
    }

    public Topic<AgentName, Transfer> transfers() {
        return new Topic<>(TopicNames.TRANSFERS, codecs.agentName(), codecs.transfer());
    }

    public Topic<AgentName, AgentDefinition> agentDefinitions() {
        return new Topic<>(TopicNames.AGENT_DEFINITIONS, codecs.agentName(), codecs.agentDefinition());
    }

    public Topic<AgentName, AgentStatus> agentStatus() {
        return new Topic<>(TopicNames.AGENT_STATUS, codecs.agentName(), codecs.agentStatus());
    }

    public Topic<ToolRef, ToolDefinition> toolDefinitions() {
        return new Topic<>(TopicNames.TOOL_DEFINITIONS, codecs.toolRef(), codecs.toolDefinition());
    }

    public Topic<ToolRef, ToolApproval> toolApprovals() {
        return new Topic<>(TopicNames.TOOL_APPROVALS, codecs.toolRef(), codecs.toolApproval());
    }

    /** Returns the topic of {@code server@adapter} to status. */
    public Topic<String, McpServerStatus> serverStatus() {
        return new Topic<>(TopicNames.SERVER_STATUS, Serdes.String(), codecs.mcpServerStatus());
    }
}
