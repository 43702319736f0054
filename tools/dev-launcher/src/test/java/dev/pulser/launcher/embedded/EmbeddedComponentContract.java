// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.launcher.process.ProcessWatchdog;
import dev.pulser.launcher.process.StackComponent;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Contract of every embedded component. A new component adds a subclass. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EmbeddedComponentContract<P extends StackComponent> {

    final ProcessWatchdog watchdog = ProcessWatchdog.start();
    P component;

    abstract P create(Path folder);

    /** Writes a value that must survive a restart. */
    abstract void write(String value) throws Exception;

    abstract void assertHolds(String value) throws Exception;

    @BeforeAll
    void start(@TempDir Path folder) {
        component = create(folder);
        component.start();
    }

    @AfterAll
    void stop() {
        component.stop();
        watchdog.close();
    }

    @Test
    void isReadyOnceItHasStarted() {
        assertThat(component.ready()).isTrue();
    }

    @Test
    void runsInAProcessOfItsOwn() {
        assertThat(ProcessHandle.of(component.pid()))
                .hasValueSatisfying(process -> assertThat(process.isAlive()).isTrue());
    }

    @Test
    void restartsOnTheSameAddressAfterAStop() throws Exception {
        write("before-stop");
        var pid = component.pid();

        component.stop();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(component.ready()).isFalse();
        component.start();
        assertThat(component.pid()).isNotEqualTo(pid);
        assertHolds("before-stop");
    }

    @Test
    void restartsOnTheSameAddressAfterAKill() throws Exception {
        write("before-kill");
        var pid = component.pid();

        component.kill();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        component.start();
        assertThat(component.ready()).isTrue();
        assertHolds("before-kill");
    }

    @Test
    void hasNoProcessIdWhileItIsStopped() {
        component.stop();

        assertThatThrownBy(() -> component.pid()).isInstanceOf(IllegalStateException.class);
        component.start();
    }
}
