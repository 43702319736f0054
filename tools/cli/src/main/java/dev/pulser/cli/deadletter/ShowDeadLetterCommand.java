// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.deadletter;

import dev.pulser.cli.api.ApiOptions;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.option.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Command {@code dead-letters show}: shows a dead letter. */
@Command(name = "show", description = "Show the dead letter of a task: the reason, the attempts and the payload.")
public final class ShowDeadLetterCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "TASK", description = "Id of the failed task.")
    private String id = "";

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public ShowDeadLetterCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var deadLetter = api.client().deadLetter(id);
        output.print(console, deadLetter, () -> {
            var table = Table.of("FIELD", "VALUE");
            deadLetter.properties().forEach(field -> {
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
