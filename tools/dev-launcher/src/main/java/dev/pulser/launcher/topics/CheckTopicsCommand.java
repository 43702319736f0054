// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.topics;

import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Compares the broker's topics with what Pulser needs. */
@Command(name = "check", description = "Say which topics are missing or wrong. Exit code 1 when there is one.")
public final class CheckTopicsCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    public CheckTopicsCommand(Console console) {
        this.console = console;
    }

    /** The result. */
    record Checked(boolean ok, List<String> problems) {}

    @Override
    public Integer call() {
        var problems = broker.topics().check();
        output.print(console, new Checked(problems.isEmpty(), problems), () -> table(problems));
        return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static Table table(List<String> problems) {
        var table = Table.of(problems.isEmpty() ? "ALL TOPICS ARE AS THEY HAVE TO BE" : "PROBLEM");
        problems.forEach(table::row);
        return table;
    }
}
