// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import dev.pulser.contract.codec.intake.IntakeResult;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.admission.AdmissionProcessor;
import dev.pulser.routing.admission.PriorityTimestampExtractor;
import dev.pulser.routing.agents.GlobalTableProcessor;
import dev.pulser.routing.agents.GlobalTables;
import dev.pulser.routing.input.CommandForwardingProcessor;
import dev.pulser.routing.input.LaneInput;
import dev.pulser.routing.input.TransferForwardingProcessor;
import dev.pulser.routing.lane.LaneProcessor;
import dev.pulser.routing.ledger.Ledger;
import dev.pulser.routing.output.RecordWriter;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.BytesDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * Topology of the routing service.
 *
 * <pre>
 * pulser.agents.definitions ─▶ update-agents ─▶ routing-agents ┐ (on every
 * pulser.agents.status ──────▶ update-status ─▶ routing-status ┤  instance)
 *                                                  ┌───────────┘
 * pulser.tasks.critical ─┐                         ▼
 * pulser.tasks.high      ├─▶ admit ─────────────▶ lane ─┬─▶ pulser.assignments
 * pulser.tasks.medium    │     ├─▶ pulser.tasks.*   ▲   ├─▶ pulser.task.events
 * pulser.tasks.low      ─┘     │  (other partition) │   ├─▶ pulser.tasks.dead-letter
 *                              └─▶ events, dead     │   ├─▶ pulser.outcomes (barriers)
 *                                  letters          │   ├─▶ pulser.agents.status
 * pulser.outcomes ──────────────────────────────────┤   ├─▶ pulser.commands (other partition)
 * pulser.commands ───▶ forward-commands ────────────┤   └─▶ pulser.transfers
 *                        └─▶ pulser.commands        │
 * pulser.transfers ──▶ forward-transfers ───────────┘
 *                        └─▶ pulser.transfers (other partition), events, dead letters
 * </pre>
 *
 * <p>All inputs except definitions and status are co-partitioned by agent, so that a task is admitted, queued,
 * dispatched and settled in one stream task, each step in one transaction with its state.
 */
public final class RoutingTopology {

    private static final String ADMIT = "admit";
    private static final String FORWARD_COMMANDS = "forward-commands";
    private static final String READ_COMMANDS = "read-commands";
    private static final String FORWARD_TRANSFERS = "forward-transfers";
    private static final String READ_TRANSFERS = "read-transfers";
    private static final String LANE = "lane";
    private static final String UPDATE_AGENTS = "update-agents";
    private static final String READ_AGENTS = "read-agents";
    private static final String AGENTS = "routing-agents";
    private static final String UPDATE_STATUS = "update-status";
    private static final String READ_STATUS = "read-status";
    private static final String STATUS = "routing-status";
    private static final String READ_OUTCOMES = "read-outcomes";

    /** Rank of outcomes, commands and transfers: they free capacity, or make attempts unnecessary. */
    private static final int FIRST_RANK = 0;

    private final Topics topics;
    private final GlobalTables tables;
    private final AdmissionProcessor.Supplier admission;
    private final CommandForwardingProcessor.Supplier commands;
    private final TransferForwardingProcessor.Supplier transfers;
    private final LaneProcessor.Supplier lane;

    public RoutingTopology(RoutingComponents components) {
        topics = components.topics().topics();
        tables = components.tables();
        admission = components.admission(LANE);
        commands = components.commands(LANE);
        transfers = components.transfers(LANE);
        lane = components.lane();
    }

    /** Builds a new topology; all topologies of this object are equal. */
    public Topology build() {
        var topology = new Topology();
        addGlobalTable(
                topology,
                READ_AGENTS,
                UPDATE_AGENTS,
                new GlobalTableProcessor.Supplier<>(topics.agentDefinitions(), AGENTS, tables.agents()::put));
        addTaskSources(topology);
        addInputSource(topology, READ_OUTCOMES, topics.outcomes(), LaneInput.Report::new);
        addInputSource(topology, READ_COMMANDS, topics.commands(), LaneInput.UserCommand::new);
        addInputSource(topology, READ_TRANSFERS, topics.transfers(), LaneInput.IncomingTransfer::new);
        topology.addProcessor(ADMIT, admission, taskSources());
        topology.addProcessor(FORWARD_COMMANDS, commands, READ_COMMANDS);
        topology.addProcessor(FORWARD_TRANSFERS, transfers, READ_TRANSFERS);
        topology.addProcessor(LANE, lane, ADMIT, FORWARD_COMMANDS, FORWARD_TRANSFERS, READ_OUTCOMES);
        topology.connectProcessorAndStateStores(LANE, Ledger.STORE);
        addSinks(topology);
        // Last, so that the lanes stay sub-topology 1, the number in the names of their state directories.
        addGlobalTable(
                topology,
                READ_STATUS,
                UPDATE_STATUS,
                new GlobalTableProcessor.Supplier<>(topics.agentStatus(), STATUS, tables.statuses()::put));
        return topology;
    }

    private static void addGlobalTable(
            Topology topology, String source, String name, GlobalTableProcessor.Supplier<?> supplier) {
        topology.addGlobalStore(
                supplier.store(),
                source,
                new BytesDeserializer(),
                new BytesDeserializer(),
                supplier.topic().name(),
                name,
                supplier);
    }

    /** Adds the task topics, highest priority first, after all other inputs. */
    private void addTaskSources(Topology topology) {
        int rank = FIRST_RANK;
        for (var priority : Priority.values()) {
            Topic<?, IntakeResult> intake = topics.intake(priority);
            topology.addSource(
                    AutoOffsetReset.earliest(),
                    taskSource(priority),
                    new PriorityTimestampExtractor(++rank, true),
                    new BytesDeserializer(),
                    intake.values().deserializer(),
                    intake.name());
        }
    }

    private static <T> void addInputSource(
            Topology topology, String name, Topic<?, T> topic, Function<T, LaneInput> toInput) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                name,
                new PriorityTimestampExtractor(FIRST_RANK, false),
                new BytesDeserializer(),
                LaneInput.deserializer(topic.values().deserializer(), toInput),
                topic.name());
    }

    private void addSinks(Topology topology) {
        addSink(topology, RecordWriter.ASSIGNMENTS, topics.assignments(), LANE);
        addSink(topology, RecordWriter.TASK_EVENTS, topics.taskEvents(), ADMIT, FORWARD_TRANSFERS, LANE);
        addSink(
                topology,
                RecordWriter.DEAD_LETTERS,
                topics.deadLetters(),
                ADMIT,
                FORWARD_COMMANDS,
                FORWARD_TRANSFERS,
                LANE);
        addSink(topology, RecordWriter.OUTCOME_BARRIERS, topics.outcomes(), LANE);
        addSink(topology, RecordWriter.AGENT_STATUS, topics.agentStatus(), LANE);
        addSink(topology, RecordWriter.COMMANDS, topics.commands(), FORWARD_COMMANDS, LANE);
        addSink(topology, RecordWriter.TRANSFERS, topics.transfers(), FORWARD_TRANSFERS, LANE);
        for (var priority : Priority.values()) {
            addSink(topology, RecordWriter.tasksSink(priority), topics.tasks(priority), ADMIT);
        }
    }

    private static void addSink(Topology topology, String name, Topic<?, ?> topic, String... parents) {
        topology.addSink(name, topic.name(), new ByteArraySerializer(), new ByteArraySerializer(), parents);
    }

    private static String[] taskSources() {
        return Arrays.stream(Priority.values()).map(RoutingTopology::taskSource).toArray(String[]::new);
    }

    private static String taskSource(Priority priority) {
        return "read-" + priority.wireName();
    }
}
