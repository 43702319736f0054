// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import dev.pulser.cli.console.Console;
import dev.pulser.launcher.options.StackOptions;
import dev.pulser.launcher.process.ChildProcess;
import dev.pulser.launcher.process.ConditionPolling;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.process.ProcessSpec;
import dev.pulser.launcher.process.ProcessWatchdog;
import dev.pulser.launcher.running.RunningStack;
import dev.pulser.launcher.running.StackRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Launcher in a background process, which keeps running after this one ends. */
record DetachedLauncher(Console console, StackOptions options) {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Starts it, and returns once the stack is ready. Stops it when it is not ready in time or this JVM ends. */
    RunningStack start(List<String> arguments, StackRegistry registry) {
        var log =
                options.storage().home().resolve("run").resolve(options.ports().rest() + ".log");
        delete(log);
        console.info("Starting Pulser in the background. Log file: " + log);
        try (var watchdog = ProcessWatchdog.start()) {
            var child = ChildProcess.start(
                    new ProcessSpec(
                            "Pulser", command(arguments), Map.of(), Path.of("").toAbsolutePath(), log),
                    watchdog);
            var port = options.ports().rest();
            if (!ConditionPolling.until(LIMIT, () -> !child.alive() || isUp(registry, port, child.pid()))
                    || !child.alive()) {
                throw child.failure(LIMIT);
            }
            watchdog.forget(child.pid());
            return registry.read(port).orElseThrow();
        }
    }

    /** Deletes the log of an earlier stack. */
    private static void delete(Path log) {
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new LaunchException("Cannot write %s: %s".formatted(log, e.getMessage()), e);
        }
    }

    private static boolean isUp(StackRegistry registry, int port, long pid) {
        return registry.read(port).filter(stack -> stack.pid() == pid).isPresent();
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
