// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.cli;

import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** {@code -o table|json}, on every command. */
public final class OutputOption {

    /** In lower case, as they are typed. */
    public enum Format {
        table,
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "Form of the result: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.table;

    public boolean isJson() {
        return format == Format.json;
    }

    /** Prints a result in the form that was asked for. */
    public void print(Console console, Object json, Supplier<Table> table) {
        if (isJson()) {
            console.printJson(json);
        } else {
            table.get().lines(console).forEach(console::print);
        }
    }
}
