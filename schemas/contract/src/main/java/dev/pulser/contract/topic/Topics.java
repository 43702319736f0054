// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.topic;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.codec.Intake;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Handover;
import dev.pulser.contract.routing.Instruction;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.DeadLetter;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.tool.ServerStatus;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.contract.tool.ToolRef;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/** Every topic in use, with the form of its records. */
public record Topics(
        Topic<AgentName, Command> commands,
        Topic<TaskId, Instruction> assignments,
        Topic<AgentName, Report> outcomes,
        Topic<TaskId, TaskEvent> taskEvents,
        Topic<TaskId, DeadLetter> deadLetters,
        Topic<AgentName, AgentDefinition> agentDefinitions,
        Topic<AgentName, AgentStatus> agentStatus,
        Topic<AgentName, Handover> handovers,
        Topic<ToolRef, ToolOffer> toolOffers,
        Topic<ToolRef, ToolApproval> toolApprovals,
        Topic<String, ServerStatus> serverStatus,
        Codecs codecs) {

    public static Topics using(Codecs codecs) {
        return new Topics(
                new Topic<>(TopicNames.COMMANDS, codecs.agentName(), codecs.command()),
                new Topic<>(TopicNames.ASSIGNMENTS, codecs.taskId(), codecs.instruction()),
                new Topic<>(TopicNames.OUTCOMES, codecs.agentName(), codecs.report()),
                new Topic<>(TopicNames.TASK_EVENTS, codecs.taskId(), codecs.taskEvent()),
                new Topic<>(TopicNames.DEAD_LETTERS, codecs.taskId(), codecs.deadLetter()),
                new Topic<>(TopicNames.AGENT_DEFINITIONS, codecs.agentName(), codecs.agentDefinition()),
                new Topic<>(TopicNames.AGENT_STATUS, codecs.agentName(), codecs.agentStatus()),
                new Topic<>(TopicNames.HANDOVERS, codecs.agentName(), codecs.handover()),
                new Topic<>(TopicNames.TOOL_OFFERS, codecs.toolRef(), codecs.toolOffer()),
                new Topic<>(TopicNames.TOOL_APPROVALS, codecs.toolRef(), codecs.toolApproval()),
                new Topic<>(TopicNames.SERVER_STATUS, Serdes.String(), codecs.serverStatus()),
                codecs);
    }

    /** The door for tasks of this priority, as Pulser writes it. */
    public Topic<AgentName, Task> tasks(Priority priority) {
        return new Topic<>(TopicNames.tasks(priority), codecs.agentName(), codecs.task());
    }

    /** The same door as Pulser reads it: any key, JSON or Avro, nothing throws. */
    public Topic<Bytes, Intake> intake(Priority priority) {
        return new Topic<>(TopicNames.tasks(priority), Serdes.Bytes(), codecs.intake());
    }
}
