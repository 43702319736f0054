// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher;

import dev.pulser.launcher.agent.AgentsCommand;
import dev.pulser.launcher.agent.ListAgentsCommand;
import dev.pulser.launcher.agent.PauseCommand;
import dev.pulser.launcher.agent.ResumeCommand;
import dev.pulser.launcher.agent.definition.AddAgentsCommand;
import dev.pulser.launcher.agent.definition.ChangeAgentCommand;
import dev.pulser.launcher.agent.definition.RemoveAgentCommand;
import dev.pulser.launcher.agent.definition.ShowAgentCommand;
import dev.pulser.launcher.agent.health.HealthCommand;
import dev.pulser.launcher.bench.BenchCommand;
import dev.pulser.launcher.chaos.ChaosCommand;
import dev.pulser.launcher.cli.CompletionCommand;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.Style;
import dev.pulser.launcher.cli.UsageFailure;
import dev.pulser.launcher.coverage.CoverageCommand;
import dev.pulser.launcher.dlq.DlqCommand;
import dev.pulser.launcher.dlq.DropLettersCommand;
import dev.pulser.launcher.dlq.ListLettersCommand;
import dev.pulser.launcher.dlq.ReplayLettersCommand;
import dev.pulser.launcher.dlq.ShowLetterCommand;
import dev.pulser.launcher.doctor.DoctorCommand;
import dev.pulser.launcher.mcp.ApproveToolCommand;
import dev.pulser.launcher.mcp.ListServersCommand;
import dev.pulser.launcher.mcp.ListToolsCommand;
import dev.pulser.launcher.mcp.McpCommand;
import dev.pulser.launcher.mcp.ShowToolCommand;
import dev.pulser.launcher.mcp.trial.TestServersCommand;
import dev.pulser.launcher.process.LaunchFailure;
import dev.pulser.launcher.rest.ApiFailure;
import dev.pulser.launcher.task.CancelCommand;
import dev.pulser.launcher.task.GetCommand;
import dev.pulser.launcher.task.ListCommand;
import dev.pulser.launcher.task.SubmitCommand;
import dev.pulser.launcher.topics.CheckTopicsCommand;
import dev.pulser.launcher.topics.CreateTopicsCommand;
import dev.pulser.launcher.topics.TopicsCommand;
import dev.pulser.launcher.up.DownCommand;
import dev.pulser.launcher.up.StatusCommand;
import dev.pulser.launcher.up.UpCommand;
import dev.pulser.launcher.watch.WatchCommand;
import java.io.InputStream;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The front door, {@code ./pulser}: every command, and how its failures are told. */
@Command(
        name = "pulser",
        description = "Orchestrates AI agents on Kafka.",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "  test       Build everything, run every test, print the coverage.",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage."
        })
public final class PulserCommand {

    /** Kept, because a logger that nobody holds forgets its level. */
    private static final Logger ROOT_LOGGER = Logger.getLogger("");

    private PulserCommand() {}

    public static void main(String[] arguments) {
        ROOT_LOGGER.setLevel(Level.OFF); // what matters is told in the commands' own words
        System.exit(commandLine(Console.ofProcess(), System.in).execute(arguments));
    }

    static CommandLine commandLine(Console console, InputStream input) {
        var topics = new CommandLine(new TopicsCommand())
                .addSubcommand(new CreateTopicsCommand(console))
                .addSubcommand(new CheckTopicsCommand(console));
        var dlq = new CommandLine(new DlqCommand())
                .addSubcommand(new ListLettersCommand(console))
                .addSubcommand(new ShowLetterCommand(console))
                .addSubcommand(new ReplayLettersCommand(console, input))
                .addSubcommand(new DropLettersCommand(console, input));
        var agents = new CommandLine(new AgentsCommand())
                .addSubcommand(new ListAgentsCommand(console))
                .addSubcommand(new ShowAgentCommand(console))
                .addSubcommand(new HealthCommand(console))
                .addSubcommand(new AddAgentsCommand(console, input))
                .addSubcommand(new ChangeAgentCommand(console, input))
                .addSubcommand(new RemoveAgentCommand(console, input))
                .addSubcommand(new PauseCommand(console, input))
                .addSubcommand(new ResumeCommand(console, input));
        var mcp = new CommandLine(new McpCommand())
                .addSubcommand(new ListServersCommand(console))
                .addSubcommand(new ListToolsCommand(console))
                .addSubcommand(new ShowToolCommand(console))
                .addSubcommand(new ApproveToolCommand(console, input))
                .addSubcommand(new TestServersCommand(console));
        var pulser = new CommandLine(new PulserCommand())
                .addSubcommand(new UpCommand(console))
                .addSubcommand(new DownCommand(console))
                .addSubcommand(new StatusCommand(console))
                .addSubcommand(new SubmitCommand(console, input))
                .addSubcommand(new GetCommand(console))
                .addSubcommand(new ListCommand(console))
                .addSubcommand(new CancelCommand(console, input))
                .addSubcommand(dlq)
                .addSubcommand(agents)
                .addSubcommand(mcp)
                .addSubcommand(new WatchCommand(console))
                .addSubcommand(topics)
                .addSubcommand(new DoctorCommand(console))
                .addSubcommand(new BenchCommand(console))
                .addSubcommand(new ChaosCommand(console))
                .addSubcommand(new CoverageCommand(console))
                .addSubcommand(new CompletionCommand(console));
        addHelp(pulser);
        return pulser.setColorScheme(CommandLine.Help.defaultColorScheme(
                        console.hasColours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setUsageHelpWidth(120)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // @file is a payload, not a file of options
                .setParameterExceptionHandler((failure, words) -> usage(console, failure))
                .setExecutionExceptionHandler((failure, command, parsed) -> tell(console, failure));
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true).version("pulser 0.1.0");
        command.getSubcommands().values().forEach(PulserCommand::addHelp);
    }

    private static int usage(Console console, CommandLine.ParameterException failure) {
        say(console, failure.getMessage());
        console.say("See: %s --help"
                .formatted(failure.getCommandLine().getCommandSpec().qualifiedName()));
        return ExitCode.USAGE;
    }

    private static int tell(Console console, Exception failure) {
        return switch (failure) {
            case UsageFailure wrong -> {
                say(console, wrong.getMessage());
                yield ExitCode.USAGE;
            }
            case LaunchFailure failed -> {
                say(console, failed.getMessage());
                yield ExitCode.FAILED;
            }
            case ApiFailure refused -> {
                say(console, refused.getMessage());
                yield ExitCode.FAILED;
            }
            default -> {
                say(console, "a defect of this command: " + failure);
                failure.printStackTrace();
                yield ExitCode.FAILED;
            }
        };
    }

    private static void say(Console console, @Nullable String message) {
        console.say(console.styled(Style.BAD, "pulser:") + " " + message);
    }
}
