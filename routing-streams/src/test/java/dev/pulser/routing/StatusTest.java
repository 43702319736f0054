// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.routing.RoutingBench.aBench;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Priority;
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
