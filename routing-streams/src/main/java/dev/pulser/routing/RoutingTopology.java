// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import dev.pulser.contract.codec.Intake;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.admit.Admit;
import dev.pulser.routing.admit.RankedTime;
import dev.pulser.routing.agents.KeepLatest;
import dev.pulser.routing.agents.KnownAgents;
import dev.pulser.routing.agents.KnownStatus;
import dev.pulser.routing.command.DirectCommands;
import dev.pulser.routing.handover.DirectHandovers;
import dev.pulser.routing.lane.Lane;
import dev.pulser.routing.lane.LaneInput;
import dev.pulser.routing.ledger.Ledger;
import dev.pulser.routing.out.Outlet;
import java.util.Arrays;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.BytesDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * The routing graph. Wiring only: decisions are in {@code decide} and {@code settle}, state changes in the stages.
 *
 * <pre>
 * pulser.agents.definitions ─▶ keep-agents ─▶ routing-agents ┐ (on every
 * pulser.agents.status ──────▶ keep-status ─▶ routing-status ┤  instance)
 *                                                  ┌─────────┘
 * pulser.tasks.critical ─┐                         ▼
 * pulser.tasks.high      ├─▶ admit ─────────────▶ lane ─┬─▶ pulser.assignments
 * pulser.tasks.medium    │     ├─▶ pulser.tasks.*   ▲   ├─▶ pulser.task.events
 * pulser.tasks.low      ─┘     │  (another lane)    │   ├─▶ pulser.tasks.dead-letter
 *                              └─▶ events, dead     │   └─▶ pulser.outcomes (roll calls)
 *                                  letters          │
 * pulser.outcomes ──────────────────────────────────┤      pulser.agents.status
 * pulser.commands ───▶ direct-commands ─────────────┤   (lane and direct-…: on to another lane)
 *                        └─▶ pulser.commands        │   └─▶ pulser.commands, pulser.handovers
 * pulser.handovers ──▶ direct-handovers ────────────┘
 *                        └─▶ pulser.handovers (another lane), events, dead letters
 * </pre>
 *
 * <p>All inputs but definitions and status are co-partitioned by agent, so that a task is admitted, queued, handed out and settled
 * in one stream task, on one state, in one transaction each.
 */
public final class RoutingTopology {

    private static final String ADMIT = "admit";
    private static final String COMMANDS = "direct-commands";
    private static final String READ_COMMANDS = "read-commands";
    private static final String HANDOVERS = "direct-handovers";
    private static final String READ_HANDOVERS = "read-handovers";
    private static final String LANE = "lane";
    private static final String KEEP_AGENTS = "keep-agents";
    private static final String READ_AGENTS = "read-agents";
    private static final String AGENTS = "routing-agents";
    private static final String KEEP_STATUS = "keep-status";
    private static final String READ_STATUS = "read-status";
    private static final String STATUS = "routing-status";
    private static final String READ_OUTCOMES = "read-outcomes";

    /** What is done makes room, and what is not wanted any more need not begin. */
    private static final int FIRST_RANK = 0;

    private final Topics topics;
    private final KnownAgents agents;
    private final KnownStatus statuses;
    private final Admit.Supplier admit;
    private final DirectCommands.Supplier commands;
    private final DirectHandovers.Supplier handovers;
    private final Lane.Supplier lane;

    /** @param parts what the stages are made of */
    public RoutingTopology(RoutingParts parts) {
        topics = parts.topics();
        agents = parts.agents();
        statuses = parts.statuses();
        admit = parts.admit(LANE);
        commands = parts.commands(LANE);
        handovers = parts.handovers(LANE);
        lane = parts.lane();
    }

    /** A new graph; each call gives an equal one. */
    public Topology build() {
        var topology = new Topology();
        keepAgents(topology);
        readTasks(topology);
        readOutcomes(topology);
        readCommands(topology);
        readHandovers(topology);
        topology.addProcessor(ADMIT, admit, sources());
        topology.addProcessor(COMMANDS, commands, READ_COMMANDS);
        topology.addProcessor(HANDOVERS, handovers, READ_HANDOVERS);
        topology.addProcessor(LANE, lane, ADMIT, COMMANDS, HANDOVERS, READ_OUTCOMES);
        topology.connectProcessorAndStateStores(LANE, Ledger.STORE);
        write(topology);
        keepStatus(topology);
        return topology;
    }

    private void keepAgents(Topology topology) {
        keep(
                topology,
                READ_AGENTS,
                KEEP_AGENTS,
                new KeepLatest.Supplier<>(topics.agentDefinitions(), AGENTS, agents::put));
    }

    /** Comes last: the lanes are the sub-topology with the number 1, by which instances find their state. */
    private void keepStatus(Topology topology) {
        keep(
                topology,
                READ_STATUS,
                KEEP_STATUS,
                new KeepLatest.Supplier<>(topics.agentStatus(), STATUS, statuses::put));
    }

    private static void keep(Topology topology, String source, String name, KeepLatest.Supplier<?> kept) {
        topology.addGlobalStore(
                kept.store(),
                source,
                new BytesDeserializer(),
                new BytesDeserializer(),
                kept.topic().name(),
                name,
                kept);
    }

    /** The most urgent are read first, and after the outcomes and the commands. */
    private void readTasks(Topology topology) {
        int rank = FIRST_RANK;
        for (var priority : Priority.values()) {
            Topic<?, Intake> door = topics.intake(priority);
            topology.addSource(
                    AutoOffsetReset.earliest(),
                    source(priority),
                    new RankedTime(++rank, true),
                    new BytesDeserializer(),
                    door.values().deserializer(),
                    door.name());
        }
    }

    private void readOutcomes(Topology topology) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                READ_OUTCOMES,
                new RankedTime(FIRST_RANK, false),
                new BytesDeserializer(),
                LaneInput.reading(topics.outcomes().values().deserializer(), LaneInput.Reported::new),
                topics.outcomes().name());
    }

    private void readCommands(Topology topology) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                READ_COMMANDS,
                new RankedTime(FIRST_RANK, false),
                new BytesDeserializer(),
                LaneInput.reading(topics.commands().values().deserializer(), LaneInput.Asked::new),
                topics.commands().name());
    }

    private void readHandovers(Topology topology) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                READ_HANDOVERS,
                new RankedTime(FIRST_RANK, false),
                new BytesDeserializer(),
                LaneInput.reading(topics.handovers().values().deserializer(), LaneInput.HandedOver::new),
                topics.handovers().name());
    }

    private void write(Topology topology) {
        sink(topology, Outlet.ASSIGNMENTS, topics.assignments().name(), LANE);
        sink(topology, Outlet.TASK_EVENTS, topics.taskEvents().name(), ADMIT, HANDOVERS, LANE);
        sink(topology, Outlet.DEAD_LETTERS, topics.deadLetters().name(), ADMIT, COMMANDS, HANDOVERS, LANE);
        sink(topology, Outlet.ROLL_CALLS, topics.outcomes().name(), LANE);
        sink(topology, Outlet.AGENT_STATUS, topics.agentStatus().name(), LANE);
        sink(topology, Outlet.FORWARD_COMMANDS, topics.commands().name(), COMMANDS, LANE);
        sink(topology, Outlet.HANDOVERS, topics.handovers().name(), HANDOVERS, LANE);
        for (var priority : Priority.values()) {
            sink(topology, Outlet.forwards(priority), topics.tasks(priority).name(), ADMIT);
        }
    }

    private static void sink(Topology topology, String name, String topic, String... parents) {
        topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), parents);
    }

    private static String[] sources() {
        return Arrays.stream(Priority.values()).map(RoutingTopology::source).toArray(String[]::new);
    }

    private static String source(Priority priority) {
        return "read-" + priority.wireName();
    }
}
