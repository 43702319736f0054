// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.deadletter;

import dev.pulser.cli.console.Console;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command {@code dead-letters replay}: submits dead letters again as new tasks. */
@Command(
        name = "replay",
        description =
                "Submit dead letters again, as new tasks without a deadline. Repeating a replay creates no second task.",
        footer = {
            "",
            "Examples:",
            "  pulser dead-letters replay tsk_0123456789abcdef0123456789abcdef",
            "  pulser dead-letters replay --agent maya --code agent-unreachable --rate 200/s"
        })
public final class ReplayDeadLettersCommand implements Callable<Integer> {

    private final Console console;
    private final InputStream input;

    @Mixin
    private final DeadLetterSelectionOptions selection = new DeadLetterSelectionOptions();

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            defaultValue = "100/s",
            description = "Limit of dead letters per second (default: 100/s).")
    private String rate = "";

    /** Creates the command; {@code input} answers the confirmation prompt. */
    public ReplayDeadLettersCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() throws InterruptedException {
        return selection.run("replay", RequestRate.parse(rate), console, input);
    }
}
