// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.agent.Budget;
import dev.pulser.contract.agent.Rates;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Instruction;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.task.Usage;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.agents.KnownAgents;
import dev.pulser.routing.agents.KnownStatus;
import dev.pulser.routing.out.Outlet;
import dev.pulser.routing.running.Lease;
import dev.pulser.routing.settle.RetryPlan;
import dev.pulser.routing.settle.SettlementRules;
import dev.pulser.routing.waiting.StageContext;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever succeeds, fails, is lost or is restarted: nobody spends more than the budget says. */
class RandomSpendingTest {

    private static final Topics TOPICS = Topics.using(StageContext.CODECS);
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
    private StageContext stage;
    private Processor<Bytes, LaneInput, Object, Object> lane;
    private Instant now = NOON;
    private AgentStatus last;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void staysWithinTheBudget(long seed) {
        var random = new Random(seed);
        try (var context = new StageContext(folder.toFile())) {
            stage = context;
            lane = start();
            for (int step = 0; step < 250; step++) {
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> submit(random);
                    case 3 -> end(random, new Outcome.Succeeded("{}"));
                    case 4 -> end(random, new Outcome.Failed(new Failure.Transient("busy", "Later.", null)));
                    case 5 -> end(random, new Outcome.Deferred("limit", "Later.", Duration.ofSeconds(1)));
                    case 6 -> lose(random);
                    default -> {
                        lane.close();
                        stage.context().resetForwards();
                        lane = start();
                    }
                }
                pass(random.nextInt(9));
                check();
            }
            lane.close();
        }
        assertThat(used.values().stream().mapToLong(Long::longValue).sum()).isGreaterThan(AGENT_LIMIT / 3);
    }

    private Processor<Bytes, LaneInput, Object, Object> start() {
        var fresh = new Lane.Supplier(
                        TOPICS,
                        KnownAgents.of(AGENT),
                        new KnownStatus(),
                        new SettlementRules(new RetryPlan(List.of(Duration.ofSeconds(2), Duration.ofSeconds(5)))),
                        new Lease(Duration.ofSeconds(15)),
                        StageContext.ORDER,
                        1,
                        Duration.ofHours(24),
                        1_000_000)
                .get();
        stage.context().scheduledPunctuators().forEach(timer -> timer.cancel());
        fresh.init(stage.context());
        return fresh;
    }

    private void submit(Random random) {
        var task = aTask().of(COMPANIES.get(random.nextInt(COMPANIES.size()))).build();
        give(new LaneInput.Admitted(task, MAYA, "a test"));
    }

    private void end(Random random, Outcome outcome) {
        if (running.isEmpty()) {
            return;
        }
        var it = running.remove(random.nextInt(running.size()));
        boolean asked = !(outcome instanceof Outcome.Deferred);
        long cost = asked ? random.nextLong(ATTEMPT - EACH + 1) : 0;
        used.merge(it.task().company(), cost + (asked ? EACH : 0), Long::sum);
        report(new Report.Ended(
                it.task().id(), it.attempt(), it.epoch(), now, outcome, List.of(), new Usage(1, 1, cost)));
    }

    /** An adapter begins, uses what nobody will ever hear of, and dies. */
    private void lose(Random random) {
        if (running.isEmpty()) {
            return;
        }
        var it = running.remove(random.nextInt(running.size()));
        used.merge(it.task().company(), random.nextLong(ATTEMPT + 1), Long::sum);
        beat(it);
        pass(17);
    }

    private void beat(Assignment it) {
        report(new Report.Beat(List.of(new Report.Running(it.task().id(), it.epoch()))));
    }

    private void report(Report.Body body) {
        give(new LaneInput.Reported(new Report(MAYA, "adapter-0", now, body)));
    }

    private void give(LaneInput input) {
        lane.process(new Record<>(Bytes.wrap(new byte[0]), input, 0));
        hear();
    }

    private void pass(int seconds) {
        for (int second = 0; second < seconds; second++) {
            running.forEach(it -> lane.process(new Record<>(
                    Bytes.wrap(new byte[0]),
                    new LaneInput.Reported(new Report(
                            MAYA,
                            "adapter-0",
                            now,
                            new Report.Beat(List.of(
                                    new Report.Running(it.task().id(), it.epoch()))))),
                    0)));
            now = now.plusSeconds(1);
            stage.context().setCurrentSystemTimeMs(now.toEpochMilli());
            stage.context().scheduledPunctuators().stream()
                    .filter(timer -> !timer.cancelled())
                    .forEach(timer -> timer.getPunctuator().punctuate(now.toEpochMilli()));
            hear();
        }
    }

    /** What the lane has said since: adapters take what it hands out, roll calls come back, the status is kept. */
    private void hear() {
        for (Instruction instruction : written(Outlet.ASSIGNMENTS, TOPICS.assignments())) {
            if (instruction instanceof Assignment assignment) {
                running.removeIf(it -> it.task().id().equals(assignment.task().id()));
                running.add(assignment);
            }
        }
        var calls = written(Outlet.ROLL_CALLS, TOPICS.outcomes());
        written(Outlet.AGENT_STATUS, TOPICS.agentStatus()).forEach(status -> last = status);
        stage.context().resetForwards();
        calls.forEach(call -> give(new LaneInput.Reported(call)));
    }

    private void check() {
        pass(1); // so that the status is said
        for (var spending : last.spending()) {
            long limit = spending.company() == null ? AGENT_LIMIT : COMPANY_LIMIT;
            assertThat(spending.limitMicros()).isEqualTo(limit);
            assertThat(spending.spentMicros() + spending.reservedMicros()).isLessThanOrEqualTo(limit);
        }
        assertThat(last.spending().getFirst().reservedMicros()).isEqualTo(ATTEMPT * last.running());
        assertThat(used.values()).allSatisfy(micros -> assertThat(micros).isLessThanOrEqualTo(COMPANY_LIMIT));
        assertThat(used.values().stream().mapToLong(Long::longValue).sum()).isLessThanOrEqualTo(AGENT_LIMIT);
    }

    private <V> List<V> written(String sink, Topic<?, V> topic) {
        return stage.context().forwarded(sink).stream()
                .map(forward -> topic.values().deserializer().deserialize(topic.name(), (byte[])
                        forward.record().value()))
                .toList();
    }
}
