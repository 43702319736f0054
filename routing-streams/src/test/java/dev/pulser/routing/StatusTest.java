// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.routing.RoutingBench.aBench;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.agent.HealthState;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskState;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a lane says of itself, and the places that it gives. */
class StatusTest {

    private final RoutingBench bench =
            aBench().agents(anAgent("maya").homeOf("documentation").capacity(2));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void countsWhatRunsWaitsAndRetries() {
        for (int i = 0; i < 5; i++) {
            bench.submit(aTask());
        }
        bench.submit(aTask().of("acme").priority(Priority.LOW));
        bench.fail(bench.assigned().getFirst(), new Failure.Transient("busy", "Later.", null));

        var status = next();

        assertThat(status.capacity()).isEqualTo(2);
        assertThat(status.running()).isEqualTo(2);
        assertThat(status.waiting()).isEqualTo(3);
        assertThat(status.retrying()).isEqualTo(1);
        assertThat(status.paused()).isFalse();
        assertThat(status.meanAttempt()).isNotNull();
        assertThat(status.lines())
                .containsExactly(
                        new AgentStatus.Line(Priority.MEDIUM, Company.DEFAULT, 1, 3),
                        new AgentStatus.Line(Priority.LOW, new Company("acme"), 0, 1));
    }

    @Test
    void isSaidForAnAgentThatHasDoneNothingYet() {
        assertThat(next().capacity()).isEqualTo(2);
    }

    @Test
    void isSaidAtMostOnceASecondAndOnlyWhenSomethingChanged() {
        next();
        int before = bench.statuses().size();
        for (int i = 0; i < 20; i++) {
            bench.submit(aTask());
        }
        bench.pass(Duration.ofSeconds(1));
        int busy = bench.statuses().size();

        bench.pass(Duration.ofSeconds(10));

        assertThat(busy).isEqualTo(before + 1);
        assertThat(bench.statuses()).hasSize(busy);
    }

    @Test
    void tellsWhatIsPaused() {
        next();
        bench.ask(new Command.Pause(new AgentName("maya")));
        bench.ask(new Company("acme"), new Command.Pause(null));

        var paused = next();
        bench.ask(new Command.Resume(new AgentName("maya")));
        bench.ask(new Company("acme"), new Command.Resume(null));

        assertThat(paused.paused()).isTrue();
        assertThat(paused.pausedCompanies()).containsExactly(new Company("acme"));
        var resumed = next();
        assertThat(resumed.paused()).isFalse();
        assertThat(resumed.pausedCompanies()).isEmpty();
    }

    @Test
    void tellsHowAnAgentIsAtOnceAndAtEachCheck() {
        next();
        int before = bench.statuses().size();

        bench.find("maya", HealthState.UNHEALTHY);

        assertThat(bench.statuses()).hasSize(before + 1);
        var unhealthy = bench.statuses().getLast();
        assertThat(unhealthy.health().state()).isEqualTo(HealthState.UNHEALTHY);
        assertThat(unhealthy.health().reason()).isEqualTo("it does not answer");
        assertThat(unhealthy.hold()).isEqualTo("unhealthy");
        bench.pass(Duration.ofSeconds(30));
        bench.find("maya", HealthState.UNHEALTHY);
        var again = next();
        assertThat(again.health().checkedAt()).isEqualTo(NOON.plusSeconds(30).plusMillis(1_100));
        bench.find("maya", HealthState.HEALTHY);
        assertThat(next().hold()).isNull();
    }

    @Test
    void believesNoAdapterThatHasBeenSilentForThreeChecks() {
        bench.find("maya", HealthState.UNHEALTHY);
        bench.submit(aTask());

        bench.pass(Duration.ofSeconds(98));
        var before = bench.assigned();
        bench.pass(Duration.ofSeconds(4));

        assertThat(before).isEmpty();
        assertThat(bench.assigned()).hasSize(1);
        assertThat(next().health()).isEqualTo(AgentHealth.UNKNOWN);
    }

    @Test
    void givesAnUnhealthyAgentNothingAndUsesUpNoAttempt() {
        var first = bench.submit(aTask());
        bench.find("maya", HealthState.UNHEALTHY);
        var second = bench.submit(aTask().due(NOON.plusSeconds(20)));
        var third = bench.submit(aTask());

        bench.succeed(bench.assigned().getFirst());
        bench.pass(Duration.ofSeconds(21));
        var meanwhile = bench.assigned();
        bench.find("maya", HealthState.DEGRADED);

        assertThat(bench.events(first.id()).getLast().state()).isEqualTo(TaskState.COMPLETED);
        assertThat(bench.events(second.id()).getLast().state()).isEqualTo(TaskState.EXPIRED);
        assertThat(meanwhile).isEmpty();
        assertThat(bench.assigned()).singleElement().satisfies(assignment -> {
            assertThat(assignment.task()).isEqualTo(third);
            assertThat(assignment.attempt()).isEqualTo(1);
        });
    }

    @Test
    void startsFromWhatWasSaidBeforeTheRestart() {
        bench.find("maya", HealthState.UNHEALTHY);
        var said = bench.statuses().getLast();
        try (var restarted = aBench()) {
            restarted.said(said);
            restarted.agents(anAgent("maya").homeOf("documentation"));

            restarted.submit(aTask());
            var before = restarted.assigned();
            restarted.find("maya", HealthState.HEALTHY);

            assertThat(before).isEmpty();
            assertThat(restarted.assigned()).hasSize(1);
        }
    }

    @Test
    void tellsThatAnAgentIsGone() {
        next();

        bench.removeAgent("maya");

        assertThat(next().capacity()).isZero();
    }

    @Test
    void givesPlacesToThoseThatWaitAndToNoOther() {
        var straight = bench.submit(aTask());
        bench.submit(aTask());
        var first = bench.submit(aTask());
        var second = bench.submit(aTask());
        var other = bench.submit(aTask().of("acme"));

        assertThat(bench.events(straight.id()).getFirst().lineIndex()).isNull();
        assertThat(bench.events(first.id()).getFirst().lineIndex()).isZero();
        assertThat(bench.events(second.id()).getFirst().lineIndex()).isEqualTo(1);
        assertThat(bench.events(other.id()).getFirst().lineIndex()).isZero();
    }

    private AgentStatus next() {
        bench.pass(Duration.ofMillis(1_100));
        return bench.statuses().getLast();
    }
}
