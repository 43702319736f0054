// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli;

import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ErrorReporter;
import dev.pulser.cli.doctor.DoctorCommand;
import java.io.InputStream;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Standalone command line for operators, without the commands of a local stack. */
@Command(
        name = "pulser",
        description = "Orchestrates AI agents on Kafka.",
        commandListHeading = "%nCommands:%n",
        footer = {"", "Exit codes: 0 success, 1 failure, 2 invalid usage."})
public final class PulserCli {

    private PulserCli() {}

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset(); // commands print their own errors
        System.exit(commandLine(Console.ofProcess(), System.in).execute(arguments));
    }

    static CommandLine commandLine(Console console, InputStream input) {
        var root = new CommandLine(new PulserCli());
        OperatorCommands.addTo(root, console, input);
        root.addSubcommand(new DoctorCommand(console));
        return OperatorCommands.configure(root, console, new ErrorReporter(console));
    }
}
