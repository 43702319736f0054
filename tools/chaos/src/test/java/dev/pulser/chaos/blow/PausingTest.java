// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.blow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.chaos.fault.Part;
import dev.pulser.chaos.fault.Parts;
import dev.pulser.chaos.fault.Sleeper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PausingTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    @Test
    void aPauseIsProvedByTheKernel() throws IOException, InterruptedException {
        try (var sleeper = new Sleeper(Part.BROKER)) {
            var proof = new Pausing(sleeper).pause(Part.BROKER, SHORT);

            assertThat(proof.bit()).as(proof.seen()).isTrue();
            assertThat(Signals.isStopped(sleeper.pid(Part.BROKER))).isFalse();
        }
    }

    @Test
    void theServerProcessesOfADatabaseStandStillToo() throws IOException, InterruptedException {
        var parent = new ProcessBuilder("sh", "-c", "sleep 60 & wait").start();
        try {
            assertThat(Await.until(
                            Duration.ofSeconds(5),
                            () -> !Signals.childrenOf(parent.pid()).isEmpty()))
                    .isTrue();
            var database = new Family(parent.pid());

            var proof = new Pausing(database).pause(Part.POSTGRES, SHORT);

            assertThat(proof.bit()).as(proof.seen()).isTrue();
        } finally {
            parent.descendants().forEach(ProcessHandle::destroyForcibly);
            parent.destroyForcibly();
            assertThat(parent.waitFor(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Answers as long as any of its children runs. */
    private record Family(long parent) implements Parts {

        @Override
        public long pid(Part part) {
            return parent;
        }

        @Override
        public boolean answers(Part part) {
            return Signals.childrenOf(parent).stream().anyMatch(child -> !Signals.isStopped(child));
        }

        @Override
        public void kill(Part part) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void stop(Part part) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void start(Part part) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int loseState(Part part) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Part> brokers() {
            return List.of(Part.BROKER);
        }
    }
}
