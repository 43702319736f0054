// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete commands and options. */
@Command(
        name = "completion",
        description = "Print the completion script for bash and zsh.",
        footer = {"", "bash, zsh:  source <(./pulser completion)"})
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
            throw new IllegalStateException("run by nobody");
        }
        console.print(AutoComplete.bash("pulser", spec.root().commandLine()));
        return ExitCode.OK;
    }
}
