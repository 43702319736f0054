// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.option.OutputOptions;
import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.options.StackStorage;
import dev.pulser.launcher.running.ComponentStatus;
import dev.pulser.launcher.running.RunningStack;
import dev.pulser.launcher.running.StackRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command {@code status}: shows the components of the stack on this machine. */
@Command(
        name = "status",
        description = "Show the stack on this machine. The exit code is 1 unless all components are ready.")
public final class StatusCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of its REST API (default: ${DEFAULT-VALUE}).")
    private int port = StackPorts.DEFAULT.rest();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public StatusCommand(Console console) {
        this.console = console;
    }

    /** Result as JSON. */
    record StackStatus(boolean ready, String data, List<ComponentStatus> components) {}

    @Override
    public Integer call() {
        var stack = new StackRegistry(StackStorage.defaultHome()).read(port);
        var components = stack.map(running ->
                        running.components().stream().map(ComponentStatus::of).toList())
                .orElse(List.of());
        var ready = !components.isEmpty() && components.stream().allMatch(ComponentStatus::isReady);
        var data = stack.map(RunningStack::data).orElse("");
        if (!components.isEmpty() || output.isJson()) {
            output.print(console, new StackStatus(ready, data, components), () -> table(components));
        }
        if (components.isEmpty()) {
            console.info(
                    "No stack is running with its REST API on port %d. Start one with ./pulser up.".formatted(port));
        }
        return ready ? ExitCode.OK : ExitCode.FAILED;
    }

    private static Table table(List<ComponentStatus> components) {
        var table = Table.of("COMPONENT", "STATE", "ADDRESS", "PID", "LOG").coloring("STATE");
        components.forEach(component -> table.row(
                component.name(),
                component.state(),
                component.address(),
                Long.toString(component.pid()),
                component.log()));
        return table;
    }
}
