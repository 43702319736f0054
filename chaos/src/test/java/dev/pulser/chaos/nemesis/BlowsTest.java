// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.chaos.history.History;
import dev.pulser.chaos.history.Timepiece;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault is dealt to a real process, and what it did is seen. */
class BlowsTest {

    @TempDir
    private Path folder;

    private final Sleeper sleeper = new Sleeper();
    private History history;
    private Blows blows;

    @BeforeEach
    void open() throws IOException {
        history = History.create(folder.resolve("history.jsonl"), new Timepiece(Clock.systemUTC()));
        blows = new Blows(sleeper, record -> Optional.empty(), folder, history, 1);
        sleeper.start(Part.ROUTING);
    }

    @AfterEach
    void close() throws IOException {
        sleeper.kill(Part.ROUTING);
        history.close();
    }

    @Test
    void aKillIsProvedByTheProcessThatCameAfter() throws IOException, InterruptedException {
        var proof = blows.deal(Fault.KILL_ROUTING, Duration.ofMillis(1), "");

        assertThat(proof.bit()).as(proof.seen()).isTrue();
        assertThat(proof.seen()).contains("gone").contains("silent");
    }

    @Test
    void aPauseIsProvedByTheKernel() throws IOException, InterruptedException {
        var proof = blows.deal(Fault.PAUSE_BROKER, Duration.ofMillis(1), "");

        assertThat(proof.bit()).as(proof.seen()).isTrue();
        assertThat(Signals.isStopped(sleeper.pid(Part.BROKER))).isFalse();
    }

    @Test
    void aKillThatKillsNobodyIsNoProof() throws IOException, InterruptedException {
        sleeper.immortal = true;

        assertThat(blows.deal(Fault.KILL_ROUTING, Duration.ofMillis(1), "").bit())
                .isFalse();
    }

    @Test
    void poisonThatNobodyTookIsNoProof() throws IOException, InterruptedException {
        assertThat(blows.deal(Fault.POISON, Duration.ZERO, "mark").bit()).isFalse();
    }

    @Test
    void aCrashOfAServerThatIsNotThereIsNoProof() throws IOException, InterruptedException {
        assertThat(blows.deal(Fault.CRASH_MCP_SERVER, Duration.ZERO, "").bit()).isFalse();
    }

    /** A process that does nothing; it answers as long as it is there and not stopped. */
    private static final class Sleeper implements Parts {

        private @Nullable Process process;
        private boolean immortal;

        @Override
        public void kill(Part part) {
            if (!immortal) {
                running().destroyForcibly().onExit().join();
            }
        }

        @Override
        public void start(Part part) {
            if (process == null || !process.isAlive()) {
                try {
                    process = new ProcessBuilder("sleep", "60").start();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public long pid(Part part) {
            return running().pid();
        }

        @Override
        public boolean answers(Part part) {
            return running().isAlive() && !Signals.isStopped(running().pid());
        }

        private Process running() {
            return Objects.requireNonNull(process);
        }
    }
}
