// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    private final ProcessWatchdog watchdog = ProcessWatchdog.start();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void quotesTheLastLinesOfItsLogWhenItEndsEarly() {
        var child = start("echo first; echo cannot bind; exit 3");

        await().until(() -> !child.alive());

        assertThat(child.failure(Duration.ofSeconds(5)))
                .hasMessageContaining("sample exited with code 3")
                .hasMessageContaining(log().toString())
                .hasMessageEndingWith("  first\n  cannot bind");
    }

    @Test
    void quotesNoLinesOfAnEarlierRun() throws IOException {
        Files.writeString(log(), "an old line\n");

        var child = start("exit 4");

        await().until(() -> !child.alive());
        assertThat(child.failure(Duration.ofSeconds(5)))
                .hasMessageNotContaining("an old line")
                .hasMessageEndingWith("has no new lines.");
    }

    @Test
    void reportsHowLongItWaited() {
        var child = start("sleep 300");

        assertThat(child.failure(Duration.ofSeconds(5))).hasMessageContaining("sample was not ready within 5 s");
        child.kill();
    }

    @Test
    void passesTheEnvironmentAndTheFolder() {
        var child = ChildProcess.start(
                new ProcessSpec(
                        "sample",
                        List.of("/bin/sh", "-c", "echo $GREETING; pwd"),
                        Map.of("GREETING", "hello"),
                        folder,
                        log()),
                watchdog);

        await().until(() -> !child.alive());

        assertThat(log())
                .content()
                .startsWith("hello\n")
                .contains(folder.getFileName().toString());
    }

    @Test
    void killsAProcessThatIgnoresTheSignal() {
        var child = start("trap '' TERM; echo ignoring; while :; do sleep 1; done");
        await().until(() -> new ProcessLog(log()).length() > 0);

        child.stop(Duration.ofMillis(200));

        assertThat(child.alive()).isFalse();
    }

    @Test
    void hasAProcessGroupOfItsOwn() {
        var child = start("ps -o pgid= -p $$; echo $$");

        await().until(() -> !child.alive());

        assertThat(new ProcessLog(log()).tail(2, 0).stream().map(String::strip).distinct())
                .hasSize(1);
    }

    @Test
    void rotatesALargeLog() throws IOException {
        Files.write(log(), new byte[(int) ProcessLog.MAX_BYTES + 1]);

        new ProcessLog(log()).prepare();

        assertThat(log()).doesNotExist();
        assertThat(folder.resolve("sample.log.1")).hasSize(ProcessLog.MAX_BYTES + 1);
    }

    @Test
    void reportsAProgramThatCannotBeExecuted() {
        var file = folder.resolve("file");
        var spec = new ProcessSpec("sample", List.of("true"), Map.of(), file.resolve("below"), log());

        assertThatThrownBy(() -> {
                    Files.writeString(file, "no folder");
                    ChildProcess.start(spec, watchdog);
                })
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("Cannot start sample");
    }

    private ChildProcess start(String script) {
        return ChildProcess.start(
                new ProcessSpec("sample", List.of("/bin/sh", "-c", script), Map.of(), folder, log()), watchdog);
    }

    private Path log() {
        return folder.resolve("sample.log");
    }
}
