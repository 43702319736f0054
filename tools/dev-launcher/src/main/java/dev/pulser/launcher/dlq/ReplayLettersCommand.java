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
import picocli.CommandLine.Option;

/** Replays dead letters. */
@Command(
        name = "replay",
        description =
                "Make new tasks of dead letters, without their deadlines. A letter becomes one task, however often it is replayed.",
        footer = {
            "",
            "Examples:",
            "  pulser dlq replay tsk_0123456789abcdef0123456789abcdef",
            "  pulser dlq replay --agent maya --code agent-unreachable --rate 200/s"
        })
public final class ReplayLettersCommand implements Callable<Integer> {

    private final Console console;
    private final InputStream input;

    @Mixin
    private final LetterChoice choice = new LetterChoice();

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            defaultValue = "100/s",
            description = "Letters a second (default: 100/s).")
    private String rate = "";

    @Mixin
    private final ConsentOption consent = new ConsentOption();

    @Mixin
    private final AskedOption asked = new AskedOption();

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    /** {@code input} is where the answer to a question comes from. */
    public ReplayLettersCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() throws InterruptedException {
        var speed = Rate.of(rate);
        choice.check();
        var client = api.client();
        long matched = choice.count(client, "replay", body());
        if (consent.isDryRun() || matched == 0) {
            return LetterOutcome.counted(matched).print(console, output);
        }
        if (!consent.allows(console, input, "replay %d dead letters".formatted(matched))) {
            return LetterOutcome.REFUSED;
        }
        var run = new LetterRun(client, console, "replay", speed, matched);
        choice.run(run, this::body);
        return LetterOutcome.of(matched, run).print(console, output);
    }

    private ObjectNode body() {
        return asked.into(JsonNodeFactory.instance.objectNode());
    }
}
