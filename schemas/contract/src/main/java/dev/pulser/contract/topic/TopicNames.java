// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.topic;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Priority;
import java.util.Arrays;
import java.util.List;

/** Names of all Kafka topics. */
public final class TopicNames {

    public static final String COMMANDS = "pulser.commands";
    public static final String ASSIGNMENTS = "pulser.assignments";
    public static final String OUTCOMES = "pulser.outcomes";
    public static final String TASK_EVENTS = "pulser.task.events";
    public static final String DEAD_LETTERS = "pulser.tasks.dead-letter";
    public static final String AGENT_DEFINITIONS = "pulser.agents.definitions";
    public static final String AGENT_STATUS = "pulser.agents.status";
    public static final String TRANSFERS = "pulser.transfers";
    public static final String TOOL_DEFINITIONS = "pulser.tools.definitions";
    public static final String TOOL_APPROVALS = "pulser.tools.approvals";
    public static final String SERVER_STATUS = "pulser.servers.status";

    private static final String TASKS = "pulser.tasks.";
    private static final String AGENT = "pulser.agent.";

    private TopicNames() {}

    /** Returns the topic to which tasks of this priority are submitted. */
    public static String tasks(Priority priority) {
        return TASKS + priority.wireName();
    }

    /** Returns the topics of all priorities, most urgent first. */
    public static List<String> tasks() {
        return Arrays.stream(Priority.values()).map(TopicNames::tasks).toList();
    }

    /** Returns the topic from which an agent of kind {@code kafka} reads its assignments. */
    public static String agentAssignments(AgentName agent) {
        return agentGroup(agent) + ".assignments";
    }

    /** Returns the topic to which an agent of kind {@code kafka} writes outcomes. */
    public static String agentOutcomes(AgentName agent) {
        return agentGroup(agent) + ".outcomes";
    }

    /** Returns the consumer group of an agent of kind {@code kafka}. */
    public static String agentGroup(AgentName agent) {
        return AGENT + agent.value();
    }
}
