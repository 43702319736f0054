// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.option.OutputOptions;
import dev.pulser.launcher.options.StackOptions;
import dev.pulser.launcher.options.StackStorage;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.project.ProjectLayout;
import dev.pulser.launcher.running.OrphanedProcesses;
import dev.pulser.launcher.running.RunningComponent;
import dev.pulser.launcher.running.RunningStack;
import dev.pulser.launcher.running.StackRegistry;
import dev.pulser.launcher.stack.DevLauncher;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Command {@code up}: starts all of Pulser, and runs until Ctrl-C. */
@Command(name = "up", description = "Start Pulser on this machine: Kafka, PostgreSQL, Redis and the four services.")
public final class UpCommand implements Callable<Integer> {

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final StackFlagOptions flags = new StackFlagOptions();

    @Option(
            names = "--detach",
            description = "Run in the background: return once all components are ready. Stop it with ./pulser down.")
    private boolean detach;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public UpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        var options = flags.options(StackStorage.defaultHome());
        var project = ProjectLayout.find();
        var registry = new StackRegistry(options.storage().home());
        requireNotRunning(registry, options);
        if (detach) {
            show(new DetachedLauncher(console, options).start(arguments(), registry), project);
            return ExitCode.OK;
        }
        return run(options, project, registry);
    }

    private void requireNotRunning(StackRegistry registry, StackOptions options) {
        var port = options.ports().rest();
        registry.read(port).ifPresent(before -> {
            if (before.launcher().isPresent()) {
                throw new LaunchException(
                        "A stack is already running with its REST API on port %d. Run ./pulser status to see it, or ./pulser down to stop it."
                                .formatted(port));
            }
            var orphans = OrphanedProcesses.stop(before);
            if (orphans > 0) {
                console.info("Stopped %d processes of an earlier stack whose launcher was killed.".formatted(orphans));
            }
            registry.remove(port);
        });
    }

    private int run(StackOptions options, ProjectLayout project, StackRegistry registry) throws InterruptedException {
        var startTime = System.nanoTime();
        var launcher = new DevLauncher(options, project, new ConsoleProgress(console));
        var closing = new Thread(() -> close(launcher, registry, options), "close");
        Runtime.getRuntime().addShutdownHook(closing);
        try {
            launcher.start();
            var running = registry.write(launcher, options);
            var seconds = Duration.ofNanos(System.nanoTime() - startTime).toMillis() / 1000.0;
            console.info(String.format(Locale.ROOT, "Pulser is up after %.1f s. Press Ctrl-C to stop it.%n", seconds));
            show(running, project);
            watch(launcher, running);
        } catch (RuntimeException e) {
            if (launcher.isClosed()) {
                closing.join(); // Ctrl-C while starting
            }
            throw e;
        } finally {
            launcher.close();
        }
        return ExitCode.OK;
    }

    private void show(RunningStack running, ProjectLayout project) {
        if (output.isJson()) {
            console.printJson(running);
        } else {
            new WelcomeMessage(running, project).print(console);
        }
    }

    /** Reports components that end, until the JVM is stopped. */
    private void watch(DevLauncher launcher, RunningStack running) throws InterruptedException {
        var stopped = new HashSet<RunningComponent>();
        while (stopped.size() < running.components().size()) {
            Thread.sleep(CHECK_INTERVAL);
            for (var component : running.components()) {
                if (component.process().isEmpty() && !launcher.isClosed() && stopped.add(component)) {
                    console.info(
                            "%s has stopped unexpectedly. Log file: %s".formatted(component.name(), component.log()));
                }
            }
        }
        throw new LaunchException("All components have stopped.");
    }

    private void close(DevLauncher launcher, StackRegistry registry, StackOptions options) {
        if (!launcher.isClosed()) {
            console.info("Stopping Pulser …");
        }
        launcher.close();
        registry.remove(options.ports().rest());
    }

    private List<String> arguments() {
        return spec == null ? List.of() : spec.commandLine().getParseResult().originalArgs();
    }
}
