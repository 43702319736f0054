// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.option.OutputOptions;
import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.options.StackStorage;
import dev.pulser.launcher.process.ConditionPolling;
import dev.pulser.launcher.running.OrphanedProcesses;
import dev.pulser.launcher.running.RunningStack;
import dev.pulser.launcher.running.StackRegistry;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command {@code down}: stops the stack on this machine. */
@Command(name = "down", description = "Stop the stack on this machine.")
public final class DownCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Console console;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of its REST API (default: ${DEFAULT-VALUE}).")
    private int port = StackPorts.DEFAULT.rest();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public DownCommand(Console console) {
        this.console = console;
    }

    /** Result as JSON. */
    record DownResult(int port, boolean stopped) {}

    @Override
    public Integer call() {
        var registry = new StackRegistry(StackStorage.defaultHome());
        var stack = registry.read(port);
        var stopped = stack.map(this::stop).orElse(false);
        registry.remove(port);
        output.print(
                console,
                new DownResult(port, stopped),
                () -> Table.of((stopped ? "Pulser on port %d is stopped." : "No stack is running on port %d.")
                        .formatted(port)));
        return ExitCode.OK;
    }

    private boolean stop(RunningStack stack) {
        var launcher = stack.launcher();
        launcher.ifPresent(process -> {
            process.destroy();
            if (!ConditionPolling.until(LIMIT, () -> !process.isAlive())) {
                console.info("Pulser did not stop within %d s. Killing it.".formatted(LIMIT.toSeconds()));
                process.destroyForcibly();
            }
        });
        return OrphanedProcesses.stop(stack) > 0 || launcher.isPresent();
    }
}
