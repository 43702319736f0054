// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent;

import dev.pulser.cli.console.Console;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Command {@code agents resume}: resumes agents. */
@Command(name = "resume", description = "Resume paused agents, or the whole company.")
public final class ResumeAgentsCommand implements Callable<Integer> {

    private final Console console;
    private final InputStream input;

    @Mixin
    private final AgentPauseOptions agents = new AgentPauseOptions();

    /** Creates the command; {@code input} answers the confirmation prompt. */
    public ResumeAgentsCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() throws InterruptedException {
        return agents.send("resume", console, input);
    }
}
