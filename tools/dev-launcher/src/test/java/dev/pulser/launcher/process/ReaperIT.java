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

class ReaperIT {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    @Test
    void endsWhatIsStillWatched() {
        var reaper = Reaper.start();
        var child = sleeper(reaper);

        reaper.close();

        await().atMost(LIMIT).until(() -> !child.alive());
    }

    @Test
    void killsTheOneThatDoesNotListen() {
        var reaper = Reaper.start();
        var listening = sleeper(reaper);
        var deaf = ChildProcess.start(launch("trap '' TERM; echo deaf; while :; do sleep 1; done"), reaper);
        await().until(() -> new ProcessLog(folder.resolve("log")).length() > 0);

        reaper.close();

        await().atMost(LIMIT).until(() -> !listening.alive() && !deaf.alive());
    }

    @Test
    void leavesAloneWhatIsForgotten() throws InterruptedException {
        var reaper = Reaper.start();
        var forgotten = sleeper(reaper);
        var watched = sleeper(reaper);
        reaper.forget(forgotten.pid());

        reaper.close();

        await().atMost(LIMIT).until(() -> !watched.alive());
        assertThat(forgotten.alive()).isTrue();
        forgotten.kill();
    }

    @Test
    void endsTheChildrenOfALauncherThatWasKilled() throws IOException, InterruptedException {
        var launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of("target", "classes") + ":" + Path.of("target", "test-classes"),
                        OneChild.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var child = Long.parseLong(launcher.inputReader().readLine());
        assertThat(ProcessHandle.of(child)).isPresent();

        launcher.destroyForcibly();

        assertThat(launcher.waitFor(10, TimeUnit.SECONDS)).isTrue();
        await().atMost(LIMIT).until(() -> ProcessHandle.of(child).isEmpty());
    }

    private ChildProcess sleeper(Reaper reaper) {
        return ChildProcess.start(launch("exec sleep 300"), reaper);
    }

    private Launch launch(String script) {
        return new Launch("sleeper", List.of("/bin/sh", "-c", script), Map.of(), folder, folder.resolve("log"));
    }
}
