// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.topic;

import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.option.OutputOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Command {@code topics check}: compares the topics of a Kafka cluster with the ones that Pulser needs. */
@Command(name = "check", description = "List missing and misconfigured topics. The exit code is 1 when there are any.")
public final class CheckTopicsCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public CheckTopicsCommand(Console console) {
        this.console = console;
    }

    /** Result as JSON. */
    record CheckResult(boolean ok, List<String> problems) {}

    @Override
    public Integer call() {
        var problems = kafka.topics().check();
        output.print(console, new CheckResult(problems.isEmpty(), problems), () -> table(problems));
        return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static Table table(List<String> problems) {
        var table = Table.of(problems.isEmpty() ? "NO PROBLEMS FOUND" : "PROBLEM");
        problems.forEach(table::row);
        return table;
    }
}
