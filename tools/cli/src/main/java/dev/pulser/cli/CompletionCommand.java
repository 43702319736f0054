// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli;

import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Command {@code completion}: prints the completion script of the shell. */
@Command(
        name = "completion",
        description = "Print the completion script for bash and zsh.",
        footer = {"", "Example, for bash and zsh:", "  source <(./pulser completion)"})
public final class CompletionCommand implements Callable<Integer> {

    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    public CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("No command line is attached");
        }
        console.print(AutoComplete.bash("pulser", spec.root().commandLine()));
        return ExitCode.OK;
    }
}
