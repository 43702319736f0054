// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.dlq;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.launcher.cli.AskedOption;
import dev.pulser.launcher.cli.ConsentOption;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.rest.ApiOption;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Drops dead letters. */
@Command(
        name = "drop",
        description = "Put dead letters aside. They can still be replayed by their ids.",
        footer = {"", "Example:", "  pulser dlq drop --code json-malformed --reason \"a broken producer\""})
public final class DropLettersCommand implements Callable<Integer> {

    private static final Rate FAST = new Rate(5_000);

    private final Console console;
    private final InputStream input;

    @Mixin
    private final LetterChoice choice = new LetterChoice();

    @Mixin
    private final ConsentOption consent = new ConsentOption();

    @Mixin
    private final AskedOption asked = new AskedOption();

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    /** {@code input} is where the answer to a question comes from. */
    public DropLettersCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() throws InterruptedException {
        var speed = FAST;
        choice.check();
        var client = api.client();
        long matched = choice.count(client, "drop", body());
        if (consent.isDryRun() || matched == 0) {
            return LetterOutcome.counted(matched).print(console, output);
        }
        if (!consent.allows(console, input, "drop %d dead letters".formatted(matched))) {
            return LetterOutcome.REFUSED;
        }
        var run = new LetterRun(client, console, "drop", speed, matched);
        choice.run(run, this::body);
        return LetterOutcome.of(matched, run).print(console, output);
    }

    private ObjectNode body() {
        return asked.into(JsonNodeFactory.instance.objectNode());
    }
}
