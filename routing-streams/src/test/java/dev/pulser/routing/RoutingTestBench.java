// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Revocation;
import dev.pulser.contract.routing.Transfer;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.HealthState;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.agents.GlobalTables;
import dev.pulser.routing.failure.DeadLetterDeserializationHandler;
import dev.pulser.routing.failure.DeadLetterProcessingHandler;
import dev.pulser.routing.failure.DeadLetterProductionHandler;
import dev.pulser.routing.failure.DeadLetterRecords;
import dev.pulser.routing.ordering.QueueOrdering;
import dev.pulser.routing.output.RoutingTopics;
import dev.pulser.routing.queue.StoreTestContext;
import dev.pulser.routing.running.Lease;
import dev.pulser.routing.settlement.RetryPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology on the {@link TopologyTestDriver}, with methods to write inputs and read outputs. */
final class RoutingTestBench implements AutoCloseable {

    static final Topics TOPICS = Topics.using(Codecs.builtIn());
    static final int MAX_RECORD_BYTES = 1_047_552;

    static final QueueOrdering ORDERING = StoreTestContext.ORDERING;

    private static final AtomicInteger BENCHES = new AtomicInteger();

    private final TopologyTestDriver driver;
    private final List<TaskEvent> events = new ArrayList<>();
    private final List<Assignment> assignments = new ArrayList<>();
    private final List<Assignment> unread = new ArrayList<>();
    private final List<Revocation> revocations = new ArrayList<>();
    private final List<AgentStatus> statuses = new ArrayList<>();

    private Instant now = Samples.NOON;

    private RoutingTestBench(TopologyTestDriver driver) {
        this.driver = driver;
    }

    /** Returns a bench with one partition. */
    static RoutingTestBench aBench() {
        return aBench(1);
    }

    /** Returns a bench that runs partition 0 of several. */
    static RoutingTestBench aBench(int partitions) {
        return aBench(partitions, ORDERING);
    }

    static RoutingTestBench aBench(int partitions, QueueOrdering ordering) {
        var components = new RoutingComponents(
                new RoutingTopics(TOPICS, partitions, MAX_RECORD_BYTES),
                GlobalTables.empty(),
                Duration.ofHours(24),
                new RetryPolicy(List.of(Duration.ofSeconds(5), Duration.ofSeconds(25), Duration.ofSeconds(125))),
                new Lease(Duration.ofSeconds(15)),
                ordering);
        return new RoutingTestBench(
                new TopologyTestDriver(new RoutingTopology(components).build(), settings(), Samples.NOON));
    }

    private static Properties settings() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench-" + BENCHES.incrementAndGet());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, "target/bench-state");
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterDeserializationHandler.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterProcessingHandler.class);
        settings.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterProductionHandler.class);
        settings.put(DeadLetterRecords.CONFIG, new DeadLetterRecords(TOPICS, InstantSource.system(), MAX_RECORD_BYTES));
        return settings;
    }

    TopologyTestDriver driver() {
        return driver;
    }

    RoutingTestBench agents(Samples.AgentBuilder... builders) {
        for (var builder : builders) {
            agent(builder.build());
        }
        return this;
    }

    void agent(AgentDefinition agent) {
        put(TOPICS.agentDefinitions(), agent.name(), agent);
    }

    void removeAgent(String name) {
        var topic = TOPICS.agentDefinitions();
        pipe(topic.name(), name.getBytes(StandardCharsets.UTF_8), null);
    }

    Task submit(Samples.TaskBuilder builder) {
        var task = builder.build();
        put(TOPICS.tasks(task.priority()), new AgentName("any"), task);
        return task;
    }

    /** Sends a command of the default company to maya's lane. */
    void send(Command.Body body) {
        send(Company.DEFAULT, body);
    }

    void send(Company company, Command.Body body) {
        put(TOPICS.commands(), new AgentName("maya"), Samples.aCommand(company, body));
    }

    void report(String agent, AdapterReport.Body body) {
        report(agent, "adapter-0", body);
    }

    void report(String agent, String adapter, AdapterReport.Body body) {
        put(TOPICS.outcomes(), new AgentName(agent), new AdapterReport(new AgentName(agent), adapter, now(), body));
    }

    /** Reports a health state from the only adapter. */
    void reportHealth(String agent, HealthState state) {
        var reason = state == HealthState.HEALTHY ? null : "The agent does not respond.";
        report(
                agent,
                new AdapterReport.HealthReport(new AgentHealth(state, reason, now(), now(), Duration.ofMillis(3))));
    }

    /** Publishes a status that a lane wrote before. */
    void publishStatus(AgentStatus status) {
        put(TOPICS.agentStatus(), status.agent(), status);
    }

    /** Sends a transfer of another lane. */
    void transfer(Transfer transfer) {
        put(TOPICS.transfers(), transfer.to(), transfer);
    }

    void succeed(Assignment assignment) {
        end(assignment, new Outcome.Succeeded("{\"done\":true}"));
    }

    void fail(Assignment assignment, Failure failure) {
        end(assignment, new Outcome.Failed(failure));
    }

    void end(Assignment assignment, Outcome outcome) {
        var ended = new AdapterReport.AttemptEnded(
                assignment.task().id(),
                assignment.attemptNumber(),
                assignment.epoch(),
                now(),
                outcome,
                List.of(),
                Usage.NONE);
        report(assignment.agent().value(), ended);
    }

    /** Ends an attempt with success and this usage. */
    void end(Assignment assignment, Usage usage) {
        end(assignment, new Outcome.Succeeded("{\"done\":true}"), usage);
    }

    void end(Assignment assignment, Outcome outcome, Usage usage) {
        var ended = new AdapterReport.AttemptEnded(
                assignment.task().id(),
                assignment.attemptNumber(),
                assignment.epoch(),
                now(),
                outcome,
                List.of(),
                usage);
        report(assignment.agent().value(), ended);
    }

    void heartbeat(Assignment assignment) {
        var running = new AdapterReport.RunningAttempt(assignment.task().id(), assignment.epoch());
        report(assignment.agent().value(), new AdapterReport.Heartbeat(List.of(running)));
    }

    /** Writes bytes to a topic. */
    void pipe(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        input(topic).pipeInput(new TestRecord<>(key, value, new RecordHeaders(), now()));
    }

    TestInputTopic<byte[], byte[]> input(String topic) {
        return driver.createInputTopic(
                topic, new ByteArraySerializer(), new ByteArraySerializer(), now(), Duration.ZERO);
    }

    static String taskTopic(Priority priority) {
        return TopicNames.tasks(priority);
    }

    private <K, V> void put(Topic<K, V> topic, K key, V value) {
        pipe(
                topic.name(),
                topic.keys().serializer().serialize(topic.name(), key),
                topic.values().serializer().serialize(topic.name(), value));
    }

    /** Returns the total of a counter. */
    double total(String counter) {
        return driver.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(counter + "-total"))
                .mapToDouble(metric -> (Double) metric.getValue().metricValue())
                .sum();
    }

    /** Returns the time of the driver. */
    Instant now() {
        return now;
    }

    /** Advances the time in steps of 100 ms, so that every punctuation runs. */
    void advance(Duration time) {
        var end = now.plus(time);
        while (now.isBefore(end)) {
            now = now.plusMillis(100);
            driver.advanceWallClockTime(Duration.ofMillis(100));
        }
    }

    /** Advances the time in one step, as if the thread had been stalled. */
    void jump(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    /** Returns all assignments that {@link #newAssignments} has returned. */
    List<Assignment> allAssignments() {
        return List.copyOf(assignments);
    }

    /** Returns the assignments since the last call. */
    List<Assignment> newAssignments() {
        readInstructions();
        var fresh = List.copyOf(unread);
        unread.clear();
        assignments.addAll(fresh);
        return fresh;
    }

    /** Returns all revocations. */
    List<Revocation> revocations() {
        readInstructions();
        return List.copyOf(revocations);
    }

    private void readInstructions() {
        for (var instruction : read(TOPICS.assignments())) {
            switch (instruction) {
                case Assignment assignment -> unread.add(assignment);
                case Revocation revocation -> revocations.add(revocation);
            }
        }
    }

    /** Returns all statuses. */
    List<AgentStatus> statuses() {
        statuses.addAll(read(TOPICS.agentStatus()));
        return List.copyOf(statuses);
    }

    /** Returns the commands that were forwarded since the last call. */
    List<TestRecord<AgentName, Command>> forwardedCommands() {
        var topic = TOPICS.commands();
        return driver.createOutputTopic(
                        topic.name(),
                        topic.keys().deserializer(),
                        topic.values().deserializer())
                .readRecordsToList();
    }

    /** Returns all events. */
    List<TaskEvent> events() {
        events.addAll(read(TOPICS.taskEvents()));
        return List.copyOf(events);
    }

    /** Returns all events of this task. */
    List<TaskEvent> events(TaskId id) {
        return events().stream().filter(event -> event.id().equals(id)).toList();
    }

    /** Returns the dead letters since the last call. */
    List<DeadLetter> deadLetters() {
        return read(TOPICS.deadLetters());
    }

    /** Returns the tasks that were forwarded through this task topic since the last call. */
    List<TestRecord<AgentName, Task>> forwardedTasks(Priority priority) {
        var topic = TOPICS.tasks(priority);
        return driver.createOutputTopic(
                        topic.name(),
                        topic.keys().deserializer(),
                        topic.values().deserializer())
                .readRecordsToList();
    }

    private <V> List<V> read(Topic<?, V> topic) {
        var output = driver.createOutputTopic(
                topic.name(), new ByteArrayDeserializer(), topic.values().deserializer());
        return output.readValuesToList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
