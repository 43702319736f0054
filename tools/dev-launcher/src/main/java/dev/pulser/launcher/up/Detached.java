// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.process.Await;
import dev.pulser.launcher.process.ChildProcess;
import dev.pulser.launcher.process.Launch;
import dev.pulser.launcher.process.LaunchFailure;
import dev.pulser.launcher.process.Reaper;
import dev.pulser.launcher.running.RunFolder;
import dev.pulser.launcher.running.RunningStack;
import dev.pulser.launcher.stack.StackOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the launcher once more, as a process that outlives this one. */
record Detached(Console console, StackOptions options) {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Returns when the stack is ready; ends it again when it does not get ready or this JVM is interrupted. */
    RunningStack start(List<String> arguments, RunFolder runs) {
        var log = options.home().resolve("run").resolve(options.ports().rest() + ".log");
        forget(log);
        console.say("Starting in the background; its log is " + log);
        try (var reaper = Reaper.start()) {
            var child = ChildProcess.start(
                    new Launch(
                            "Pulser", command(arguments), Map.of(), Path.of("").toAbsolutePath(), log),
                    reaper);
            var port = options.ports().rest();
            if (!Await.until(LIMIT, () -> !child.alive() || isUp(runs, port, child.pid())) || !child.alive()) {
                throw child.failure(LIMIT);
            }
            reaper.forget(child.pid());
            return runs.read(port).orElseThrow();
        }
    }

    /** What an earlier stack said would only mislead. */
    private static void forget(Path log) {
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new LaunchFailure("cannot write %s: %s".formatted(log, e.getMessage()), e);
        }
    }

    private static boolean isUp(RunFolder runs, int port, long pid) {
        return runs.read(port).filter(stack -> stack.pid() == pid).isPresent();
    }

    private static List<String> command(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                System.getProperty("sun.java.command").split(" ", 2)[0]));
        arguments.stream().filter(argument -> !argument.equals("--detach")).forEach(command::add);
        return command;
    }
}
