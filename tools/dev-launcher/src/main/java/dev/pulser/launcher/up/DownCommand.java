// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.process.Await;
import dev.pulser.launcher.running.Leftovers;
import dev.pulser.launcher.running.RunFolder;
import dev.pulser.launcher.running.RunningStack;
import dev.pulser.launcher.stack.StackOptions;
import dev.pulser.launcher.stack.StackPorts;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends a stack that runs in the background, or in another terminal. */
@Command(name = "down", description = "End the stack that runs on this machine.")
public final class DownCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Console console;

    @Option(names = "--port", paramLabel = "PORT", description = "Of its REST API (default: ${DEFAULT-VALUE}).")
    private int port = StackPorts.DEFAULT.rest();

    @Mixin
    private final OutputOption output = new OutputOption();

    public DownCommand(Console console) {
        this.console = console;
    }

    /** The result. */
    record Ended(int port, boolean ran) {}

    @Override
    public Integer call() {
        var runs = new RunFolder(StackOptions.defaultHome());
        var stack = runs.read(port);
        var ran = stack.map(this::end).orElse(false);
        runs.remove(port);
        output.print(
                console,
                new Ended(port, ran),
                () -> Table.of(
                        (ran ? "Pulser on port %d has ended" : "no stack was running on port %d").formatted(port)));
        return ExitCode.OK;
    }

    private boolean end(RunningStack stack) {
        var launcher = stack.launcher();
        launcher.ifPresent(process -> {
            process.destroy();
            if (!Await.until(LIMIT, () -> !process.isAlive())) {
                console.say("it does not end by itself; ending it by force");
                process.destroyForcibly();
            }
        });
        return Leftovers.end(stack) > 0 || launcher.isPresent();
    }
}
