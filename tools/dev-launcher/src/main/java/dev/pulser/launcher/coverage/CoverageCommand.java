// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.coverage;

import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.option.OutputOptions;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.project.ProjectLayout;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command {@code coverage}: prints the coverage of the last {@code ./pulser test}. */
@Command(name = "coverage", description = "Print the line coverage of the last ./pulser test.")
public final class CoverageCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--minimum",
            paramLabel = "PERCENT",
            description = "Minimum over all modules; below it the exit code is 1.")
    private double minimum;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public CoverageCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var modules = measure();
        var all = modules.stream().reduce(new ModuleCoverage("all modules", 0, 0), ModuleCoverage::plus);
        output.print(console, modules, () -> table(modules, all));
        return all.percent() < minimum ? ExitCode.FAILED : ExitCode.OK;
    }

    private static List<ModuleCoverage> measure() {
        try {
            return new CoverageReport(ProjectLayout.find().root()).modules();
        } catch (IOException e) {
            throw new LaunchException("Cannot read the coverage: " + e.getMessage(), e);
        }
    }

    private static Table table(List<ModuleCoverage> modules, ModuleCoverage all) {
        var table = Table.of("MODULE", "LINES", "COVERED", "PERCENT");
        modules.forEach(module -> row(table, module));
        row(table, all);
        return table;
    }

    private static void row(Table table, ModuleCoverage module) {
        table.row(
                module.module(),
                Integer.toString(module.lines()),
                Integer.toString(module.covered()),
                String.format(Locale.ROOT, "%.1f %%", module.percent()));
    }
}
