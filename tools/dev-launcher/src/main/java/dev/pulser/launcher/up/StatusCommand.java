// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.running.PartStatus;
import dev.pulser.launcher.running.RunFolder;
import dev.pulser.launcher.running.RunningStack;
import dev.pulser.launcher.stack.StackOptions;
import dev.pulser.launcher.stack.StackPorts;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what runs. */
@Command(name = "status", description = "Show what runs on this machine. Exit code 1 unless all of it is ready.")
public final class StatusCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--port", paramLabel = "PORT", description = "Of its REST API (default: ${DEFAULT-VALUE}).")
    private int port = StackPorts.DEFAULT.rest();

    @Mixin
    private final OutputOption output = new OutputOption();

    public StatusCommand(Console console) {
        this.console = console;
    }

    /** The result. */
    record Status(boolean ready, String data, List<PartStatus> parts) {}

    @Override
    public Integer call() {
        var stack = new RunFolder(StackOptions.defaultHome()).read(port);
        var parts = stack.map(
                        running -> running.parts().stream().map(PartStatus::of).toList())
                .orElse(List.of());
        var ready = !parts.isEmpty() && parts.stream().allMatch(PartStatus::isReady);
        var data = stack.map(RunningStack::data).orElse("");
        output.print(console, new Status(ready, data, parts), () -> table(parts));
        if (parts.isEmpty()) {
            console.say("no stack runs with its REST API on port %d: ./pulser up starts one".formatted(port));
        }
        return ready ? ExitCode.OK : ExitCode.FAILED;
    }

    private static Table table(List<PartStatus> parts) {
        var table = Table.of("PART", "STATE", "ADDRESS", "PID", "LOG").colouring("STATE");
        parts.forEach(
                part -> table.row(part.name(), part.state(), part.address(), Long.toString(part.pid()), part.log()));
        return table;
    }
}
