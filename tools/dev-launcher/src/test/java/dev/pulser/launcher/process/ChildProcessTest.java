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

    private final Reaper reaper = Reaper.start();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        reaper.close();
    }

    @Test
    void quotesTheEndOfItsLogWhenItEndsEarly() {
        var child = start("echo first; echo cannot bind; exit 3");

        await().until(() -> !child.alive());

        assertThat(child.failure(Duration.ofSeconds(5)))
                .hasMessageContaining("sample ended with exit code 3")
                .hasMessageContaining(log().toString())
                .hasMessageEndingWith("  first\n  cannot bind");
    }

    @Test
    void quotesNothingOfAnEarlierRun() throws IOException {
        Files.writeString(log(), "an old line\n");

        var child = start("exit 4");

        await().until(() -> !child.alive());
        assertThat(child.failure(Duration.ofSeconds(5)))
                .hasMessageNotContaining("an old line")
                .hasMessageEndingWith("nothing new");
    }

    @Test
    void saysHowLongItWaitedForOneThatStillRuns() {
        var child = start("sleep 300");

        assertThat(child.failure(Duration.ofSeconds(5))).hasMessageContaining("sample is not ready after 5 s");
        child.kill();
    }

    @Test
    void givesTheEnvironmentAndTheFolder() {
        var child = ChildProcess.start(
                new Launch(
                        "sample",
                        List.of("/bin/sh", "-c", "echo $GREETING; pwd"),
                        Map.of("GREETING", "hello"),
                        folder,
                        log()),
                reaper);

        await().until(() -> !child.alive());

        assertThat(log())
                .content()
                .startsWith("hello\n")
                .contains(folder.getFileName().toString());
    }

    @Test
    void forcesOneThatDoesNotListen() {
        var child = start("trap '' TERM; echo deaf; while :; do sleep 1; done");
        await().until(() -> new ProcessLog(log()).length() > 0);

        child.stop(Duration.ofMillis(200));

        assertThat(child.alive()).isFalse();
    }

    @Test
    void hasAProcessGroupOfItsOwnWhereTheSystemCan() {
        var child = start("ps -o pgid= -p $$; echo $$");

        await().until(() -> !child.alive());

        assertThat(new ProcessLog(log()).tail(2, 0).stream().map(String::strip).distinct())
                .hasSize(1);
    }

    @Test
    void setsALargeLogAside() throws IOException {
        Files.write(log(), new byte[(int) ProcessLog.MAX_BYTES + 1]);

        new ProcessLog(log()).prepare();

        assertThat(log()).doesNotExist();
        assertThat(folder.resolve("sample.log.1")).hasSize(ProcessLog.MAX_BYTES + 1);
    }

    @Test
    void saysWhichProgramCannotBeRun() {
        var file = folder.resolve("file");
        var launch = new Launch("sample", List.of("true"), Map.of(), file.resolve("below"), log());

        assertThatThrownBy(() -> {
                    Files.writeString(file, "no folder");
                    ChildProcess.start(launch, reaper);
                })
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("cannot start sample");
    }

    private ChildProcess start(String script) {
        return ChildProcess.start(
                new Launch("sample", List.of("/bin/sh", "-c", script), Map.of(), folder, log()), reaper);
    }

    private Path log() {
        return folder.resolve("sample.log");
    }
}
