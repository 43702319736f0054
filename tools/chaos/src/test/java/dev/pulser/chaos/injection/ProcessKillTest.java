// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.chaos.fault.Component;
import dev.pulser.chaos.fault.SleepingProcesses;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessKillTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    private final SleepingProcesses sleeper =
            new SleepingProcesses(Component.BROKER, Component.SECOND_BROKER, Component.THIRD_BROKER);
    private final ProcessKill killing = new ProcessKill(sleeper);

    @AfterEach
    void close() {
        sleeper.close();
    }

    @Test
    void observesAKillByTheNewProcess() throws InterruptedException {
        var proof = killing.kill(Component.ROUTING, SHORT);

        assertThat(proof.observed()).as(proof.description()).isTrue();
        assertThat(proof.description()).contains("gone").contains("does not respond");
    }

    @Test
    void observesNothingWhenTheProcessSurvives() throws InterruptedException {
        sleeper.ignoreSignals();

        assertThat(killing.kill(Component.ROUTING, SHORT).observed()).isFalse();
    }

    @Test
    void stopsAndReplacesEveryService() throws InterruptedException {
        var services = List.of(Component.INGEST, Component.ROUTING);
        var before = services.stream().map(sleeper::pid).toList();

        var proof = killing.stopInTurn(services);

        assertThat(proof.observed()).as(proof.description()).isTrue();
        assertThat(services.stream().map(sleeper::pid)).doesNotContainAnyElementsOf(before);
    }

    @Test
    void killsAllBrokersOneAfterTheOther() throws InterruptedException {
        var before = sleeper.brokers().stream().map(sleeper::pid).toList();

        var proof = killing.killInTurn(sleeper.brokers(), SHORT);

        assertThat(proof.observed()).as(proof.description()).isTrue();
        assertThat(sleeper.brokers().stream().map(sleeper::pid)).doesNotContainAnyElementsOf(before);
    }

    @Test
    void deletesTheStateOfAStoppedComponent() throws InterruptedException {
        sleeper.keep(7);

        var proof = killing.deleteState(Component.ROUTING, SHORT);

        assertThat(proof.observed()).as(proof.description()).isTrue();
        assertThat(proof.description()).contains("7 files");
    }

    @Test
    void observesNothingWhenNoFileWasDeleted() throws InterruptedException {
        assertThat(killing.deleteState(Component.ROUTING, SHORT).observed()).isFalse();
    }
}
