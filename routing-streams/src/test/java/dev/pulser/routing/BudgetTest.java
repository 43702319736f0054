// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.routing.RoutingTestBench.aBench;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.cost.Budget;
import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.Spending;
import dev.pulser.contract.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Budgets: reserved before an attempt, settled after it, never exceeded. */
class BudgetTest {

    private static final Company ACME = new Company("acme");

    /** Budget of 100 per attempt, 300 per day for the agent, 200 for a company, 100 for acme. */
    private static final Budget BUDGET = new Budget(Budget.Period.DAY, 100, 300L, 200L, Map.of(ACME, 100L));

    private final RoutingTestBench bench = aBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void reservesTheCostOfAnAttemptAndBlocksACompanyWithoutBudget() {
        bench.agents(agent().budget(BUDGET));
        for (int i = 0; i < 2; i++) {
            bench.submit(aTask().of("acme"));
        }
        bench.submit(aTask());

        assertThat(bench.newAssignments()).extracting(it -> it.task().company()).containsExactly(ACME, Company.DEFAULT);
        var status = status();
        assertThat(status.blockReason()).isEqualTo("budget");
        assertThat(status.spending())
                .containsExactly(
                        new Spending(null, startOfDay(), 0, 200, 300L),
                        new Spending(ACME, startOfDay(), 0, 100, 100L),
                        new Spending(Company.DEFAULT, startOfDay(), 0, 100, 200L));
    }

    @Test
    void chargesTheReportedCostAndTheRatePerAttempt() {
        bench.agents(agent().budget(BUDGET).costing(new Rates(0, 0, 5)));
        var task = bench.submit(aTask());
        bench.end(onlyAssignment(), new Usage(10, 20, 40));

        assertThat(status().spending())
                .extracting(Spending::spentMicros, Spending::reservedMicros)
                .containsExactly(tuple(45L, 0L), tuple(45L, 0L));
        assertThat(bench.events(task.id()).getLast().usage()).isEqualTo(new Usage(10, 20, 45));
    }

    @Test
    void blocksAllCompaniesUntilTheNextPeriodWhenTheAgentsBudgetIsExhausted() {
        bench.agents(agent().budget(BUDGET));
        for (var company : List.of("one", "two", "three")) {
            bench.submit(aTask().of(company));
        }
        bench.newAssignments().forEach(it -> bench.end(it, new Usage(0, 0, 100)));
        bench.submit(aTask().of("four"));
        var due = bench.submit(aTask().of("five").due(NOON.plusSeconds(60)));

        assertThat(status().blockReason()).isEqualTo("budget");
        bench.advance(Duration.ofSeconds(60));
        bench.jump(Duration.ofHours(11).plusMinutes(58));
        assertThat(bench.events(due.id()).getLast().state()).isEqualTo(TaskState.EXPIRED);
        assertThat(bench.newAssignments()).isEmpty();
        bench.advance(Duration.ofSeconds(60));
        assertThat(onlyAssignment().task().company()).isEqualTo(new Company("four"));
        assertThat(status().spending().getFirst().spentMicros()).isZero();
    }

    @Test
    void chargesALostAttemptItsReservation() {
        bench.agents(agent().budget(BUDGET));
        var task = bench.submit(aTask());
        bench.heartbeat(onlyAssignment());

        bench.advance(Duration.ofSeconds(18));

        assertThat(bench.events(task.id()).getLast().state()).isEqualTo(TaskState.FAILED);
        assertThat(bench.events(task.id()).getLast().usage().costMicros()).isEqualTo(100);
        assertThat(status().spending().getFirst().spentMicros()).isEqualTo(100);
        assertThat(status().spending().getFirst().reservedMicros()).isZero();
    }

    @Test
    void chargesNothingForAnAttemptThatWasNotStarted() {
        bench.agents(agent().budget(BUDGET));
        bench.submit(aTask());
        bench.newAssignments();

        bench.advance(Duration.ofSeconds(18));

        assertThat(onlyAssignment().epoch()).isEqualTo(2);
        assertThat(status().spending().getFirst().spentMicros()).isZero();
        assertThat(status().spending().getFirst().reservedMicros()).isEqualTo(100);
    }

    @Test
    void chargesADeferredAttemptItsUsageOnly() {
        bench.agents(agent().budget(BUDGET).costing(new Rates(0, 0, 5)));
        bench.submit(aTask());

        bench.end(
                onlyAssignment(),
                new Outcome.Deferred("rate-limit", "Later.", Duration.ofSeconds(9)),
                new Usage(1, 0, 2));

        assertThat(status().spending().getFirst())
                .extracting(Spending::spentMicros, Spending::reservedMicros)
                .containsExactly(2L, 0L);
    }

    @Test
    void chargesAReportedCostAboveTheReservation() {
        bench.agents(agent().budget(BUDGET));
        bench.submit(aTask());

        bench.end(onlyAssignment(), new Usage(0, 0, 170));

        assertThat(status().spending().getFirst().spentMicros()).isEqualTo(170);
        assertThat(bench.total("budget-overruns")).isEqualTo(1);
    }

    @Test
    void addsUpTheUsageOfAllAttempts() {
        bench.agents(agent().costing(new Rates(0, 0, 5)));
        var task = bench.submit(aTask());
        var failed = new Outcome.Failed(new Failure.Transient("busy", "Later.", null));
        bench.end(onlyAssignment(), failed, new Usage(1, 2, 3));
        bench.advance(Duration.ofSeconds(7));

        bench.end(onlyAssignment(), new Usage(10, 20, 30));

        assertThat(bench.events(task.id()))
                .filteredOn(event -> event.state() == TaskState.RETRYING || event.state() == TaskState.COMPLETED)
                .extracting(TaskEvent::usage)
                .containsExactly(new Usage(1, 2, 8), new Usage(11, 22, 43));
    }

    @Test
    void appliesARaisedLoweredAndRemovedBudget() {
        bench.agents(agent().budget(BUDGET));
        for (int i = 0; i < 5; i++) {
            bench.submit(aTask());
        }
        var first = bench.newAssignments();
        bench.agents(agent().budget(new Budget(Budget.Period.DAY, 100, 300L, 300L, Map.of())));
        bench.advance(Duration.ofMillis(100));
        var raised = bench.newAssignments();
        bench.agents(agent().budget(new Budget(Budget.Period.DAY, 100, 100L, 100L, Map.of())));
        first.forEach(it -> bench.end(it, new Usage(0, 0, 10)));
        bench.advance(Duration.ofMillis(100));
        var lowered = bench.newAssignments();
        bench.agents(agent());
        bench.advance(Duration.ofMillis(100));

        assertThat(first).hasSize(2);
        assertThat(raised).hasSize(1);
        assertThat(lowered).isEmpty();
        assertThat(bench.newAssignments()).hasSize(2);
        bench.end(raised.getFirst(), new Usage(0, 0, 10));
        bench.agents(agent().budget(BUDGET));
        bench.advance(Duration.ofMillis(100));
        assertThat(status().spending().getFirst())
                .extracting(Spending::spentMicros, Spending::reservedMicros)
                .containsExactly(30L, 0L);
    }

    @Test
    void queuesTasksOfACompanyWithoutBudgetUntilTheirDeadline() {
        bench.agents(agent().budget(new Budget(Budget.Period.TOTAL, 100, null, null, Map.of(ACME, 0L))));
        var task = bench.submit(aTask().of("acme").due(NOON.plusSeconds(30)));
        bench.submit(aTask());

        bench.advance(Duration.ofSeconds(31));

        assertThat(bench.events(task.id()).getLast().state()).isEqualTo(TaskState.EXPIRED);
        assertThat(bench.events(task.id()).getLast().attemptNumber()).isZero();
    }

    private static Samples.AgentBuilder agent() {
        return anAgent("maya").homeOf("documentation").capacity(10);
    }

    private static Instant startOfDay() {
        return Budget.Period.DAY.startOf(NOON);
    }

    private Assignment onlyAssignment() {
        var assignments = bench.newAssignments();
        assertThat(assignments).hasSize(1);
        return assignments.getFirst();
    }

    private AgentStatus status() {
        bench.advance(Duration.ofMillis(1_100));
        return bench.statuses().getLast();
    }
}
