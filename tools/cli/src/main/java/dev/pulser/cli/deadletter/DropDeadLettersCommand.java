// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.deadletter;

import dev.pulser.cli.console.Console;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Command {@code dead-letters drop}: marks dead letters as dropped. */
@Command(
        name = "drop",
        description = "Mark dead letters as dropped. They can still be replayed by id.",
        footer = {"", "Example:", "  pulser dead-letters drop --code json-malformed --reason \"defective producer\""})
public final class DropDeadLettersCommand implements Callable<Integer> {

    private static final RequestRate RATE = new RequestRate(5_000);

    private final Console console;
    private final InputStream input;

    @Mixin
    private final DeadLetterSelectionOptions selection = new DeadLetterSelectionOptions();

    /** Creates the command; {@code input} answers the confirmation prompt. */
    public DropDeadLettersCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() throws InterruptedException {
        return selection.run("drop", RATE, console, input);
    }
}
