// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.dlq;

import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.rest.ApiOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one dead letter. */
@Command(name = "show", description = "Show the dead letter of a task: why it failed, each attempt, its payload.")
public final class ShowLetterCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "TASK", description = "Id of the failed task.")
    private String id = "";

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    public ShowLetterCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var letter = api.client().deadLetter(id);
        output.print(console, letter, () -> {
            var table = Table.of("FIELD", "VALUE");
            letter.properties().forEach(field -> {
                var value = field.getValue();
                if (value.isArray() && !value.isEmpty()) {
                    value.forEach(item -> table.row(field.getKey(), item.toString()));
                } else {
                    table.row(field.getKey(), value.isValueNode() ? value.asText() : value.toString());
                }
            });
            return table;
        });
        return ExitCode.OK;
    }
}
