// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent;

import dev.pulser.launcher.cli.Console;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Pauses agents. */
@Command(name = "pause", description = "Let agents, or the whole company, start nothing more; what runs goes on.")
public final class PauseCommand implements Callable<Integer> {

    private final Console console;
    private final InputStream input;

    @Mixin
    private final AgentSwitch agents = new AgentSwitch();

    /** {@code input} is where the answer to a question comes from. */
    public PauseCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() {
        return agents.turn(console, input, "pause");
    }
}
