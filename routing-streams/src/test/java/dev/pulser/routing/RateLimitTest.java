// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.routing.RoutingTestBench.aBench;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentLimits;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.status.HealthState;
import dev.pulser.contract.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rate and concurrency limits of agents. */
class RateLimitTest {

    private static final Company ACME = new Company("acme");

    private final RoutingTestBench bench = aBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void startsAtMostTheRequestsPerMinuteAndCompletesAllTasks() {
        limit(60, null, null, null);
        for (int i = 0; i < 100; i++) {
            bench.submit(aTask());
        }
        var starts = new ArrayList<Duration>();
        var begin = bench.now();

        for (int tick = 0; tick < 910; tick++) {
            for (var assignment : bench.newAssignments()) {
                starts.add(Duration.between(begin, bench.now()));
                bench.succeed(assignment);
            }
            bench.advance(Duration.ofMillis(100));
        }

        assertThat(starts).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(starts.get(i)).isBetween(secondsFor(i), secondsFor(i).plusMillis(200));
        }
        assertThat(bench.events().stream().filter(event -> event.state() == TaskState.COMPLETED))
                .hasSize(100);
    }

    /** Returns the time of a start: a burst of ten, then one per second. */
    private static Duration secondsFor(int start) {
        return Duration.ofSeconds(Math.max(0, start - 9));
    }

    @Test
    void publishesTheBlockReasonWhileALimitApplies() {
        limit(6, null, null, null);
        bench.submit(aTask());
        bench.submit(aTask());

        bench.advance(Duration.ofMillis(1_100));
        var blocked = bench.statuses().getLast();
        bench.advance(Duration.ofSeconds(10));

        assertThat(blocked.blockReason()).isEqualTo("rate-limit");
        assertThat(blocked.load().waiting()).isEqualTo(1);
        assertThat(bench.statuses().getLast().blockReason()).isNull();
        assertThat(bench.newAssignments()).hasSize(2);
    }

    @Test
    void limitsTheConcurrencyOfEachCompany() {
        limit(null, null, 2, null);
        for (int i = 0; i < 5; i++) {
            bench.submit(aTask().of("acme"));
        }
        bench.submit(aTask());

        var first = bench.newAssignments();
        bench.succeed(first.getFirst());

        assertThat(companies(first)).containsExactly(ACME, ACME, Company.DEFAULT);
        assertThat(companies(bench.newAssignments())).containsExactly(ACME);
        bench.advance(Duration.ofSeconds(1));
        assertThat(bench.statuses().getLast().blockReason()).isEqualTo("rate-limit");
        assertThat(bench.newAssignments()).isEmpty();
    }

    @Test
    void limitsTheRequestsPerMinuteOfEachCompany() {
        limit(null, null, null, 6);
        for (int i = 0; i < 3; i++) {
            bench.submit(aTask().of("acme"));
            bench.submit(aTask());
        }

        var first = bench.newAssignments();
        bench.advance(Duration.ofMillis(9_900));
        var early = bench.newAssignments();
        bench.advance(Duration.ofMillis(200));

        assertThat(companies(first)).containsExactly(ACME, Company.DEFAULT);
        assertThat(early).isEmpty();
        assertThat(companies(bench.newAssignments())).containsExactlyInAnyOrder(ACME, Company.DEFAULT);
    }

    @Test
    void dispatchesNothingUntilUsedTokensAreRefilled() {
        limit(null, 600, null, null);
        bench.submit(aTask());
        bench.submit(aTask());
        bench.agents(agent().capacity(1).limited(new AgentLimits(null, 600, null, null)));
        bench.submit(aTask());
        var running = bench.newAssignments();
        bench.end(running.getFirst(), new Usage(500, 200, 0)); // from 100 tokens
        bench.end(running.getLast(), Usage.NONE);

        bench.advance(Duration.ofMillis(59_800));
        var early = bench.newAssignments();
        bench.advance(Duration.ofMillis(300));

        assertThat(early).isEmpty();
        assertThat(bench.newAssignments()).hasSize(1);
    }

    @Test
    void appliesRemovedLimits() {
        limit(6, null, 1, null);
        for (int i = 0; i < 4; i++) {
            bench.submit(aTask());
        }
        var before = bench.newAssignments();

        bench.agents(agent());
        bench.advance(Duration.ofMillis(100));

        assertThat(before).hasSize(1);
        assertThat(bench.newAssignments()).hasSize(3);
    }

    @Test
    void transfersRateLimitedTasksOfAnUnhealthyAgent() {
        bench.agents(
                agent().limited(new AgentLimits(6, null, null, 6)).backedUpBy("echo"),
                anAgent("echo").capacity(10));
        for (int i = 0; i < 3; i++) {
            bench.submit(aTask());
        }
        bench.newAssignments();

        bench.reportHealth("maya", HealthState.UNHEALTHY);
        bench.advance(Duration.ofMillis(100));

        assertThat(bench.newAssignments()).extracting(it -> it.agent().value()).containsExactly("echo", "echo");
    }

    private static Samples.AgentBuilder agent() {
        return anAgent("maya").homeOf("documentation").capacity(50);
    }

    private void limit(
            @Nullable Integer requests,
            @Nullable Integer tokens,
            @Nullable Integer concurrency,
            @Nullable Integer companyRequests) {
        bench.agents(agent().limited(new AgentLimits(requests, tokens, concurrency, companyRequests)));
    }

    private static List<Company> companies(List<Assignment> assignments) {
        return assignments.stream()
                .map(assignment -> assignment.task().company())
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }
}
