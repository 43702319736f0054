// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli;

import dev.pulser.cli.agent.AgentsCommand;
import dev.pulser.cli.agent.ListAgentsCommand;
import dev.pulser.cli.agent.PauseAgentsCommand;
import dev.pulser.cli.agent.ResumeAgentsCommand;
import dev.pulser.cli.agent.definition.AddAgentsCommand;
import dev.pulser.cli.agent.definition.ChangeAgentCommand;
import dev.pulser.cli.agent.definition.RemoveAgentCommand;
import dev.pulser.cli.agent.definition.ShowAgentCommand;
import dev.pulser.cli.agent.health.AgentHealthCommand;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ErrorReporter;
import dev.pulser.cli.deadletter.DeadLettersCommand;
import dev.pulser.cli.deadletter.DropDeadLettersCommand;
import dev.pulser.cli.deadletter.ListDeadLettersCommand;
import dev.pulser.cli.deadletter.ReplayDeadLettersCommand;
import dev.pulser.cli.deadletter.ShowDeadLetterCommand;
import dev.pulser.cli.mcp.ApproveToolCommand;
import dev.pulser.cli.mcp.ListMcpServersCommand;
import dev.pulser.cli.mcp.ListToolsCommand;
import dev.pulser.cli.mcp.McpCommand;
import dev.pulser.cli.mcp.ShowToolCommand;
import dev.pulser.cli.task.CancelTasksCommand;
import dev.pulser.cli.task.GetTaskCommand;
import dev.pulser.cli.task.ListTasksCommand;
import dev.pulser.cli.task.SubmitTaskCommand;
import dev.pulser.cli.topic.CheckTopicsCommand;
import dev.pulser.cli.topic.CreateTopicsCommand;
import dev.pulser.cli.topic.TopicsCommand;
import dev.pulser.cli.watch.WatchCommand;
import java.io.InputStream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Commands for operators, shared by the command lines that include them. */
public final class OperatorCommands {

    private static final String VERSION = "pulser 0.1.0";
    private static final int HELP_WIDTH = 120;

    private OperatorCommands() {}

    /**
     * Adds the commands to {@code root}.
     *
     * @param input standard input: payloads, files and answers to prompts
     */
    public static void addTo(CommandLine root, Console console, InputStream input) {
        root.addSubcommand(new SubmitTaskCommand(console, input))
                .addSubcommand(new GetTaskCommand(console))
                .addSubcommand(new ListTasksCommand(console))
                .addSubcommand(new CancelTasksCommand(console, input))
                .addSubcommand(new WatchCommand(console))
                .addSubcommand(deadLetters(console, input))
                .addSubcommand(agents(console, input))
                .addSubcommand(mcp(console, input))
                .addSubcommand(topics(console))
                .addSubcommand(new CompletionCommand(console));
    }

    private static CommandLine deadLetters(Console console, InputStream input) {
        return new CommandLine(new DeadLettersCommand())
                .addSubcommand(new ListDeadLettersCommand(console))
                .addSubcommand(new ShowDeadLetterCommand(console))
                .addSubcommand(new ReplayDeadLettersCommand(console, input))
                .addSubcommand(new DropDeadLettersCommand(console, input));
    }

    private static CommandLine agents(Console console, InputStream input) {
        return new CommandLine(new AgentsCommand())
                .addSubcommand(new ListAgentsCommand(console))
                .addSubcommand(new ShowAgentCommand(console))
                .addSubcommand(new AgentHealthCommand(console))
                .addSubcommand(new AddAgentsCommand(console, input))
                .addSubcommand(new ChangeAgentCommand(console, input))
                .addSubcommand(new RemoveAgentCommand(console, input))
                .addSubcommand(new PauseAgentsCommand(console, input))
                .addSubcommand(new ResumeAgentsCommand(console, input));
    }

    private static CommandLine mcp(Console console, InputStream input) {
        return new CommandLine(new McpCommand())
                .addSubcommand(new ListMcpServersCommand(console))
                .addSubcommand(new ListToolsCommand(console))
                .addSubcommand(new ShowToolCommand(console))
                .addSubcommand(new ApproveToolCommand(console, input));
    }

    private static CommandLine topics(Console console) {
        return new CommandLine(new TopicsCommand())
                .addSubcommand(new CreateTopicsCommand(console))
                .addSubcommand(new CheckTopicsCommand(console));
    }

    /**
     * Sets help, colors and error messages of {@code root} and of all its commands, which must have been added before.
     */
    public static CommandLine configure(CommandLine root, Console console, ErrorReporter errors) {
        addHelp(root);
        return root.setColorScheme(CommandLine.Help.defaultColorScheme(console.hasColors() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(HELP_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // @file is a payload, not a file of options
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    private static void addHelp(CommandLine command) {
        if (!command.getCommandSpec().mixinStandardHelpOptions()) {
            command.getCommandSpec().mixinStandardHelpOptions(true).version(VERSION);
        }
        command.getSubcommands().values().forEach(OperatorCommands::addHelp);
    }
}
