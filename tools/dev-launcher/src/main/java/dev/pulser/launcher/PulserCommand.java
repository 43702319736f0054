// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher;

import dev.pulser.cli.OperatorCommands;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ErrorReporter;
import dev.pulser.launcher.coverage.CoverageCommand;
import dev.pulser.launcher.doctor.StackDoctorCommand;
import dev.pulser.launcher.loadtest.BenchCommand;
import dev.pulser.launcher.loadtest.ChaosCommand;
import dev.pulser.launcher.mcp.TestMcpServersCommand;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.up.DownCommand;
import dev.pulser.launcher.up.StatusCommand;
import dev.pulser.launcher.up.UpCommand;
import java.io.InputStream;
import java.util.Objects;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Full command line {@code ./pulser}: the commands of a local stack and those of the operator. */
@Command(
        name = "pulser",
        description = "Orchestrates AI agents on Kafka.",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "  test       Build all modules, run all tests and print the coverage.",
            "",
            "Exit codes: 0 success, 1 failure, 2 invalid usage."
        })
public final class PulserCommand {

    private PulserCommand() {}

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset(); // commands print their own errors
        System.exit(commandLine(Console.ofProcess(), System.in).execute(arguments));
    }

    static CommandLine commandLine(Console console, InputStream input) {
        var root = new CommandLine(new PulserCommand())
                .addSubcommand(new UpCommand(console))
                .addSubcommand(new DownCommand(console))
                .addSubcommand(new StatusCommand(console));
        OperatorCommands.addTo(root, console, input);
        Objects.requireNonNull(root.getSubcommands().get("mcp")).addSubcommand(new TestMcpServersCommand(console));
        root.addSubcommand(new StackDoctorCommand(console))
                .addSubcommand(new BenchCommand(console))
                .addSubcommand(new ChaosCommand(console))
                .addSubcommand(new CoverageCommand(console));
        return OperatorCommands.configure(root, console, new ErrorReporter(console, LaunchException.class));
    }
}
