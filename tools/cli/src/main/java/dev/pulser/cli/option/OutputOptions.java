// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.Table;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Option {@code -o table|json} of every command with a result. */
public final class OutputOptions {

    /** Format of a result. In lower case, as users type it. */
    public enum Format {
        table,
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "Output format: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.table;

    public boolean isJson() {
        return format == Format.json;
    }

    /** Prints a result in the chosen format. */
    public void print(Console console, Object json, Supplier<Table> table) {
        if (isJson()) {
            console.printJson(json);
        } else {
            table.get().lines(console).forEach(console::print);
        }
    }

    /** Prints a page of a list in the chosen format, and the option that fetches the next page. */
    public void printPage(Console console, JsonNode page, Supplier<Table> table) {
        print(console, page, table);
        if (!isJson() && page.hasNonNull("next_cursor")) {
            console.info("More results are available. Add --cursor %s for the next page."
                    .formatted(page.path("next_cursor").asText()));
        }
    }
}
