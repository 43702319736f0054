// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.launcher.process.Part;
import dev.pulser.launcher.process.Reaper;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every embedded part promises. A new one adds a subclass, not a new promise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EmbeddedPartContract<P extends Part> {

    final Reaper reaper = Reaper.start();
    P part;

    abstract P make(Path folder);

    /** Leaves something that a restart must not lose. */
    abstract void write(String value) throws Exception;

    abstract void assertHolds(String value) throws Exception;

    @BeforeAll
    void start(@TempDir Path folder) {
        part = make(folder);
        part.start();
    }

    @AfterAll
    void stop() {
        part.stop();
        reaper.close();
    }

    @Test
    void isReadyOnceItHasStarted() {
        assertThat(part.ready()).isTrue();
    }

    @Test
    void runsAsAProcessOfItsOwn() {
        assertThat(ProcessHandle.of(part.pid()))
                .hasValueSatisfying(process -> assertThat(process.isAlive()).isTrue());
    }

    @Test
    void comesBackOnTheSameAddressAfterAnOrderlyStop() throws Exception {
        write("before-stop");
        var pid = part.pid();

        part.stop();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(part.ready()).isFalse();
        part.start();
        assertThat(part.pid()).isNotEqualTo(pid);
        assertHolds("before-stop");
    }

    @Test
    void comesBackOnTheSameAddressAfterBeingKilled() throws Exception {
        write("before-kill");
        var pid = part.pid();

        part.kill();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        part.start();
        assertThat(part.ready()).isTrue();
        assertHolds("before-kill");
    }

    @Test
    void hasNoProcessIdWhileItDoesNotRun() {
        part.stop();

        assertThatThrownBy(() -> part.pid()).isInstanceOf(IllegalStateException.class);
        part.start();
    }
}
