// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Launcher with one child, whose process id it prints, for tests that kill the launcher. */
final class SingleChildLauncher {

    private SingleChildLauncher() {}

    public static void main(String[] arguments) throws InterruptedException {
        var folder = Path.of(arguments[0]);
        var child = ChildProcess.start(
                new ProcessSpec("sleeper", List.of("sleep", "300"), Map.of(), folder, folder.resolve("log")),
                ProcessWatchdog.start());
        System.out.println(child.pid());
        Thread.currentThread().join();
    }
}
