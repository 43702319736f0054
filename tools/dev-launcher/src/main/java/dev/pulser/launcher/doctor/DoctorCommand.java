// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.doctor;

import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.project.ProjectHome;
import dev.pulser.launcher.rest.PulserClient;
import dev.pulser.launcher.running.RunFolder;
import dev.pulser.launcher.stack.StackOptions;
import dev.pulser.launcher.stack.StackPorts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the machine and, where one runs, the stack. */
@Command(
        name = "doctor",
        description = "Find what keeps Pulser from running. Exit code 1 when there is a problem; a note is none.")
public final class DoctorCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--port", paramLabel = "PORT", description = "Of the REST API (default: ${DEFAULT-VALUE}).")
    private int port = StackPorts.DEFAULT.rest();

    @Mixin
    private final OutputOption output = new OutputOption();

    public DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var home = StackOptions.defaultHome();
        var running =
                new RunFolder(home).read(port).filter(stack -> stack.launcher().isPresent());
        var project = ProjectHome.find();
        var findings = new ArrayList<>(new MachineChecks(project, home).all());
        findings.addAll(ServerChecks.of(project, running).all());
        findings.addAll(new StackChecks(running, PulserClient.at("http://127.0.0.1:" + port)).all());
        output.print(console, findings, () -> table(findings));
        return findings.stream().anyMatch(Finding::isProblem) ? ExitCode.FAILED : ExitCode.OK;
    }

    private static Table table(List<Finding> findings) {
        var table = Table.of("CHECK", "STATE", "DETAIL", "WAY OUT").colouring("STATE");
        findings.forEach(it -> table.row(it.check(), it.state(), it.detail(), it.wayOut()));
        return table;
    }
}
