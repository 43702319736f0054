// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.cost.Budget;
import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.routing.AdapterInstruction;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.status.Spending;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.agents.GlobalAgentTable;
import dev.pulser.routing.agents.GlobalStatusTable;
import dev.pulser.routing.agents.GlobalTables;
import dev.pulser.routing.input.LaneInput;
import dev.pulser.routing.output.RecordWriter;
import dev.pulser.routing.output.RoutingTopics;
import dev.pulser.routing.queue.StoreTestContext;
import dev.pulser.routing.running.Lease;
import dev.pulser.routing.settlement.RetryPolicy;
import dev.pulser.routing.settlement.SettlementPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random outcomes, lost adapters and restarts: the budget is never exceeded. */
class RandomSpendingTest {

    private static final Topics TOPICS = Topics.using(StoreTestContext.CODECS);
    private static final AgentName MAYA = new AgentName("maya");
    private static final long EACH = 5;
    private static final long ATTEMPT = 100;
    private static final long AGENT_LIMIT = 2_000;
    private static final long COMPANY_LIMIT = 900;
    private static final List<String> COMPANIES = List.of("one", "two", "three");

    private static final AgentDefinition AGENT = anAgent("maya")
            .homeOf("documentation")
            .capacity(4)
            .costing(new Rates(0, 0, EACH))
            .budget(new Budget(Budget.Period.TOTAL, ATTEMPT, AGENT_LIMIT, COMPANY_LIMIT, Map.of()))
            .build();

    @TempDir
    private Path folder;

    private final Map<Company, Long> used = new HashMap<>();
    private final List<Assignment> running = new ArrayList<>();
    private StoreTestContext stores;
    private Processor<Bytes, LaneInput, Object, Object> lane;
    private Instant now = NOON;
    private List<Spending> spendings = List.of();
    private int runningAttempts;

    @BeforeEach
    void open() {
        stores = new StoreTestContext(folder.toFile());
        lane = start();
    }

    @AfterEach
    void close() {
        lane.close();
        stores.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void staysWithinTheBudget(long seed) {
        var random = new Random(seed);
        for (int step = 0; step < 250; step++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> submit(random);
                case 3 -> end(random, new Outcome.Succeeded("{}"));
                case 4 -> end(random, new Outcome.Failed(new Failure.Transient("busy", "Later.", null)));
                case 5 -> end(random, new Outcome.Deferred("limit", "Later.", Duration.ofSeconds(1)));
                case 6 -> loseAdapter(random);
                default -> {
                    lane.close();
                    lane = start();
                }
            }
            advance(random.nextInt(9));
            check();
        }
        assertThat(used.values().stream().mapToLong(Long::longValue).sum()).isGreaterThan(AGENT_LIMIT / 3);
    }

    private Processor<Bytes, LaneInput, Object, Object> start() {
        var fresh = new LaneProcessor.Supplier(
                        new RoutingTopics(TOPICS, 1, 1_000_000),
                        new GlobalTables(GlobalAgentTable.of(AGENT), new GlobalStatusTable()),
                        new SettlementPolicy(new RetryPolicy(List.of(Duration.ofSeconds(2), Duration.ofSeconds(5)))),
                        new Lease(Duration.ofSeconds(15)),
                        StoreTestContext.ORDERING,
                        Duration.ofHours(24))
                .get();
        stores.context().scheduledPunctuators().forEach(timer -> timer.cancel());
        fresh.init(stores.context());
        return fresh;
    }

    private void submit(Random random) {
        var task = aTask().of(COMPANIES.get(random.nextInt(COMPANIES.size()))).build();
        process(new LaneInput.AdmittedTask(task, MAYA, "a test"));
    }

    private void end(Random random, Outcome outcome) {
        if (running.isEmpty()) {
            return;
        }
        var it = running.remove(random.nextInt(running.size()));
        boolean called = !(outcome instanceof Outcome.Deferred);
        long cost = called ? random.nextLong(ATTEMPT - EACH + 1) : 0;
        used.merge(it.task().company(), cost + (called ? EACH : 0), Long::sum);
        process(reported(new AdapterReport.AttemptEnded(
                it.task().id(), it.attemptNumber(), it.epoch(), now, outcome, List.of(), new Usage(1, 1, cost))));
    }

    /** Loses an attempt with its adapter after unreported usage. */
    private void loseAdapter(Random random) {
        if (running.isEmpty()) {
            return;
        }
        var it = running.remove(random.nextInt(running.size()));
        used.merge(it.task().company(), random.nextLong(ATTEMPT + 1), Long::sum);
        process(heartbeat(it));
        advance(17);
    }

    private LaneInput heartbeat(Assignment it) {
        return reported(new AdapterReport.Heartbeat(
                List.of(new AdapterReport.RunningAttempt(it.task().id(), it.epoch()))));
    }

    private LaneInput reported(AdapterReport.Body body) {
        return new LaneInput.Report(new AdapterReport(MAYA, "adapter-0", now, body));
    }

    private void process(LaneInput input) {
        lane.process(record(input));
        report();
    }

    private static Record<Bytes, LaneInput> record(LaneInput input) {
        return new Record<>(Bytes.wrap(new byte[0]), input, 0);
    }

    private void advance(int seconds) {
        for (int second = 0; second < seconds; second++) {
            running.forEach(it -> lane.process(record(heartbeat(it))));
            now = now.plusSeconds(1);
            stores.context().setCurrentSystemTimeMs(now.toEpochMilli());
            stores.context().scheduledPunctuators().stream()
                    .filter(timer -> !timer.cancelled())
                    .forEach(timer -> timer.getPunctuator().punctuate(now.toEpochMilli()));
            report();
        }
    }

    /** Reads the outputs of the lane: assignments, barriers, which are returned to it, and the status. */
    private void report() {
        for (AdapterInstruction instruction : written(RecordWriter.ASSIGNMENTS, TOPICS.assignments())) {
            if (instruction instanceof Assignment assignment) {
                running.removeIf(it -> it.task().id().equals(assignment.task().id()));
                running.add(assignment);
            }
        }
        var calls = written(RecordWriter.OUTCOME_BARRIERS, TOPICS.outcomes());
        for (var status : written(RecordWriter.AGENT_STATUS, TOPICS.agentStatus())) {
            spendings = status.spending();
            runningAttempts = status.load().running();
        }
        stores.context().resetForwards();
        calls.forEach(call -> process(new LaneInput.Report(call)));
    }

    private void check() {
        advance(1); // so that the status is published
        for (var spending : spendings) {
            long limit = spending.company() == null ? AGENT_LIMIT : COMPANY_LIMIT;
            assertThat(spending.limitMicros()).isEqualTo(limit);
            assertThat(spending.spentMicros() + spending.reservedMicros()).isLessThanOrEqualTo(limit);
        }
        assertThat(spendings.getFirst().reservedMicros()).isEqualTo(ATTEMPT * runningAttempts);
        assertThat(used.values()).allSatisfy(micros -> assertThat(micros).isLessThanOrEqualTo(COMPANY_LIMIT));
        assertThat(used.values().stream().mapToLong(Long::longValue).sum()).isLessThanOrEqualTo(AGENT_LIMIT);
    }

    private <V> List<V> written(String sink, Topic<?, V> topic) {
        return stores.context().forwarded(sink).stream()
                .map(forward -> topic.values().deserializer().deserialize(topic.name(), (byte[])
                        forward.record().value()))
                .toList();
    }
}
