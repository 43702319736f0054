// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.blow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.chaos.fault.Part;
import dev.pulser.chaos.fault.Sleeper;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes are ended and replaced, and what that did is seen. */
class KillingTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    private final Sleeper sleeper = new Sleeper(Part.BROKER, Part.SECOND_BROKER, Part.THIRD_BROKER);
    private final Killing killing = new Killing(sleeper);

    @AfterEach
    void close() {
        sleeper.close();
    }

    @Test
    void aKillIsProvedByTheProcessThatCameAfter() throws InterruptedException {
        var proof = killing.kill(Part.ROUTING, SHORT);

        assertThat(proof.bit()).as(proof.seen()).isTrue();
        assertThat(proof.seen()).contains("gone").contains("silent");
    }

    @Test
    void aKillThatKillsNobodyIsNoProof() throws InterruptedException {
        sleeper.becomeImmortal();

        assertThat(killing.kill(Part.ROUTING, SHORT).bit()).isFalse();
    }

    @Test
    void everyServiceIsStoppedAndReplaced() throws InterruptedException {
        var services = List.of(Part.INGEST, Part.ROUTING);
        var before = services.stream().map(sleeper::pid).toList();

        var proof = killing.stopInTurn(services);

        assertThat(proof.bit()).as(proof.seen()).isTrue();
        assertThat(services.stream().map(sleeper::pid)).doesNotContainAnyElementsOf(before);
    }

    @Test
    void everyBrokerIsKilledInTurn() throws InterruptedException {
        var before = sleeper.brokers().stream().map(sleeper::pid).toList();

        var proof = killing.killInTurn(sleeper.brokers(), SHORT);

        assertThat(proof.bit()).as(proof.seen()).isTrue();
        assertThat(sleeper.brokers().stream().map(sleeper::pid)).doesNotContainAnyElementsOf(before);
    }

    @Test
    void stateIsLostWhileNobodyUsesIt() throws InterruptedException {
        sleeper.keep(7);

        var proof = killing.loseState(Part.ROUTING, SHORT);

        assertThat(proof.bit()).as(proof.seen()).isTrue();
        assertThat(proof.seen()).contains("7 files");
    }

    @Test
    void noFileLostIsNoProof() throws InterruptedException {
        assertThat(killing.loseState(Part.ROUTING, SHORT).bit()).isFalse();
    }
}
