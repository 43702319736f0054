// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.chaos.fault.Component;
import dev.pulser.chaos.fault.SleepingProcesses;
import dev.pulser.chaos.fault.SystemUnderTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessPauseTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    @Test
    void observesAPauseByTheKernel() throws IOException, InterruptedException {
        try (var sleeper = new SleepingProcesses(Component.BROKER)) {
            var proof = new ProcessPause(sleeper).pause(Component.BROKER, SHORT);

            assertThat(proof.observed()).as(proof.description()).isTrue();
            assertThat(ProcessSignals.isStopped(sleeper.pid(Component.BROKER))).isFalse();
        }
    }

    @Test
    void pausesTheServerProcessesOfADatabaseToo() throws IOException, InterruptedException {
        var parent = new ProcessBuilder("sh", "-c", "sleep 60 & wait").start();
        try {
            assertThat(Polling.until(
                            Duration.ofSeconds(5),
                            () -> !ProcessSignals.childrenOf(parent.pid()).isEmpty()))
                    .isTrue();
            var database = new Family(parent.pid());

            var proof = new ProcessPause(database).pause(Component.POSTGRES, SHORT);

            assertThat(proof.observed()).as(proof.description()).isTrue();
        } finally {
            parent.descendants().forEach(ProcessHandle::destroyForcibly);
            parent.destroyForcibly();
            assertThat(parent.waitFor(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Process that responds while any of its children runs. */
    private record Family(long parent) implements SystemUnderTest {

        @Override
        public long pid(Component component) {
            return parent;
        }

        @Override
        public boolean responds(Component component) {
            return ProcessSignals.childrenOf(parent).stream().anyMatch(child -> !ProcessSignals.isStopped(child));
        }

        @Override
        public void kill(Component component) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void stop(Component component) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void start(Component component) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int deleteState(Component component) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Component> brokers() {
            return List.of(Component.BROKER);
        }
    }
}
