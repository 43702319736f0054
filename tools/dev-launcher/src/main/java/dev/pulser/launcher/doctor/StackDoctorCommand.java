// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.doctor;

import dev.pulser.cli.console.Console;
import dev.pulser.cli.doctor.DoctorReport;
import dev.pulser.cli.option.OutputOptions;
import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.options.StackStorage;
import dev.pulser.launcher.project.ProjectLayout;
import dev.pulser.launcher.running.StackRegistry;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command {@code doctor}: checks this machine and, when a stack is running, the stack. */
@Command(
        name = "doctor",
        description =
                "Check this machine and the stack on it. The exit code is 1 when there is a problem; notes do not count.")
public final class StackDoctorCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the REST API (default: ${DEFAULT-VALUE}).")
    private int port = StackPorts.DEFAULT.rest();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public StackDoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var home = StackStorage.defaultHome();
        var running = new StackRegistry(home)
                .read(port)
                .filter(stack -> stack.launcher().isPresent());
        var project = ProjectLayout.find();
        var findings = new ArrayList<>(new MachineChecks(project, home).run());
        findings.addAll(McpServerChecks.of(project, running).run());
        findings.addAll(running.map(StackChecks::ofRunning).orElseGet(StackChecks::ofPorts));
        return new DoctorReport(findings).print(console, output);
    }
}
