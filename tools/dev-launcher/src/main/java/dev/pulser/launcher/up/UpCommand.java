// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.process.LaunchFailure;
import dev.pulser.launcher.project.ProjectHome;
import dev.pulser.launcher.running.Leftovers;
import dev.pulser.launcher.running.RunFolder;
import dev.pulser.launcher.running.RunningStack;
import dev.pulser.launcher.stack.DevLauncher;
import dev.pulser.launcher.stack.StackOptions;
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

/** Starts the whole of Pulser and stays until Ctrl-C. */
@Command(
        name = "up",
        description = "Start the whole of Pulser on this machine: broker, database, cache, the four services.")
public final class UpCommand implements Callable<Integer> {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final StackFlags flags = new StackFlags();

    @Option(names = "--detach", description = "Return when everything is ready; ./pulser down ends it.")
    private boolean detach;

    @Mixin
    private final OutputOption output = new OutputOption();

    public UpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        var options = flags.options(StackOptions.defaultHome());
        var project = ProjectHome.find();
        var runs = new RunFolder(options.home());
        refuseTwice(runs, options);
        if (detach) {
            show(new Detached(console, options).start(arguments(), runs), project);
            return ExitCode.OK;
        }
        return run(options, project, runs);
    }

    private void refuseTwice(RunFolder runs, StackOptions options) {
        var port = options.ports().rest();
        runs.read(port).ifPresent(before -> {
            if (before.launcher().isPresent()) {
                throw new LaunchFailure(
                        "a stack is running with its REST API on port %d: ./pulser status shows it, ./pulser down ends it"
                                .formatted(port));
            }
            var left = Leftovers.end(before);
            if (left > 0) {
                console.say("ended %d processes that an earlier stack had left behind".formatted(left));
            }
            runs.remove(port);
        });
    }

    private int run(StackOptions options, ProjectHome project, RunFolder runs) throws InterruptedException {
        var begun = System.nanoTime();
        var launcher = new DevLauncher(options, project, new ConsoleProgress(console));
        var closing = new Thread(() -> close(launcher, runs, options), "close");
        Runtime.getRuntime().addShutdownHook(closing);
        try {
            launcher.start();
            var running = runs.write(launcher, options);
            var seconds = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0;
            console.say(String.format(Locale.ROOT, "Pulser is up after %.1f s; Ctrl-C ends it.%n", seconds));
            show(running, project);
            watch(launcher, running);
        } catch (LaunchFailure e) {
            if (launcher.isClosed()) {
                closing.join(); // Ctrl-C while starting
            }
            throw e;
        } finally {
            launcher.close();
        }
        return ExitCode.OK;
    }

    private void show(RunningStack running, ProjectHome project) {
        if (output.isJson()) {
            console.printJson(running);
        } else {
            new Welcome(running, project).print(console);
        }
    }

    /** Until the JVM is told to end. */
    private void watch(DevLauncher launcher, RunningStack running) throws InterruptedException {
        var gone = new HashSet<RunningStack.Running>();
        while (gone.size() < running.parts().size()) {
            Thread.sleep(LOOK_EVERY);
            for (var part : running.parts()) {
                if (part.process().isEmpty() && !launcher.isClosed() && gone.add(part)) {
                    console.say("%s has ended; its log is %s".formatted(part.name(), part.log()));
                }
            }
        }
        throw new LaunchFailure("nothing runs any more");
    }

    private void close(DevLauncher launcher, RunFolder runs, StackOptions options) {
        if (!launcher.isClosed()) {
            console.say("Ending Pulser …");
        }
        launcher.close();
        runs.remove(options.ports().rest());
    }

    private List<String> arguments() {
        return spec == null ? List.of() : spec.commandLine().getParseResult().originalArgs();
    }
}
