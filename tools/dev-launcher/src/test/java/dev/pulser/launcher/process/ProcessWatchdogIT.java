// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessWatchdogIT {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    @Test
    void stopsWatchedProcesses() {
        var watchdog = ProcessWatchdog.start();
        var child = sleeper(watchdog);

        watchdog.close();

        await().atMost(LIMIT).until(() -> !child.alive());
    }

    @Test
    void killsAProcessThatIgnoresTheSignal() {
        var watchdog = ProcessWatchdog.start();
        var cooperative = sleeper(watchdog);
        var ignoring = ChildProcess.start(spec("trap '' TERM; echo ignoring; while :; do sleep 1; done"), watchdog);
        await().until(() -> new ProcessLog(folder.resolve("log")).length() > 0);

        watchdog.close();

        await().atMost(LIMIT).until(() -> !cooperative.alive() && !ignoring.alive());
    }

    @Test
    void doesNotStopForgottenProcesses() throws InterruptedException {
        var watchdog = ProcessWatchdog.start();
        var forgotten = sleeper(watchdog);
        var watched = sleeper(watchdog);
        watchdog.forget(forgotten.pid());

        watchdog.close();

        await().atMost(LIMIT).until(() -> !watched.alive());
        assertThat(forgotten.alive()).isTrue();
        forgotten.kill();
    }

    @Test
    void stopsTheChildrenOfAKilledLauncher() throws IOException, InterruptedException {
        var launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of("target", "classes") + ":" + Path.of("target", "test-classes"),
                        SingleChildLauncher.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var child = Long.parseLong(launcher.inputReader().readLine());
        assertThat(ProcessHandle.of(child)).isPresent();

        launcher.destroyForcibly();

        assertThat(launcher.waitFor(10, TimeUnit.SECONDS)).isTrue();
        await().atMost(LIMIT).until(() -> ProcessHandle.of(child).isEmpty());
    }

    private ChildProcess sleeper(ProcessWatchdog watchdog) {
        return ChildProcess.start(spec("exec sleep 300"), watchdog);
    }

    private ProcessSpec spec(String script) {
        return new ProcessSpec("sleeper", List.of("/bin/sh", "-c", script), Map.of(), folder, folder.resolve("log"));
    }
}
