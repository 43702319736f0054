// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.topic;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Priority;
import java.util.Arrays;
import java.util.List;

/** The name of every topic Pulser owns: the only place where one is written in Java. */
public final class TopicNames {

    public static final String COMMANDS = "pulser.commands";
    public static final String ASSIGNMENTS = "pulser.assignments";
    public static final String OUTCOMES = "pulser.outcomes";
    public static final String TASK_EVENTS = "pulser.task.events";
    public static final String DEAD_LETTERS = "pulser.tasks.dead-letter";
    public static final String AGENT_DEFINITIONS = "pulser.agents.definitions";
    public static final String AGENT_STATUS = "pulser.agents.status";
    public static final String HANDOVERS = "pulser.handovers";
    public static final String TOOL_OFFERS = "pulser.tools.offers";
    public static final String TOOL_APPROVALS = "pulser.tools.approvals";
    public static final String SERVER_STATUS = "pulser.servers.status";
    public static final String TELEMETRY_MINUTE = "pulser.telemetry.minute";
    public static final String TELEMETRY_HOUR = "pulser.telemetry.hour";

    private static final String TASKS = "pulser.tasks.";
    private static final String AGENT = "pulser.agent.";

    private TopicNames() {}

    /** The door for tasks of this priority. */
    public static String tasks(Priority priority) {
        return TASKS + priority.wireName();
    }

    /** All four doors, most urgent first. */
    public static List<String> tasks() {
        return Arrays.stream(Priority.values()).map(TopicNames::tasks).toList();
    }

    /** Where an agent of kind {@code kafka} is given work. */
    public static String agentAssignments(AgentName agent) {
        return agentGroup(agent) + ".assignments";
    }

    /** Where an agent of kind {@code kafka} says what became of it. */
    public static String agentOutcomes(AgentName agent) {
        return agentGroup(agent) + ".outcomes";
    }

    /** The consumer group of the programs that do an agent's work. */
    public static String agentGroup(AgentName agent) {
        return AGENT + agent.value();
    }
}
