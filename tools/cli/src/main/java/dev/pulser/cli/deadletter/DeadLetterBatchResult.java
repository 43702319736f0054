// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.option.OutputOptions;
import java.util.List;

/**
 * Result of a command on many dead letters.
 *
 * @param matched number of open dead letters at the start
 * @param done    number of dead letters that were replayed or dropped
 * @param refused responses for the dead letters that could not be
 * @param gone    number of dead letters that another command resolved first
 */
record DeadLetterBatchResult(long matched, long done, List<JsonNode> refused, long gone) {

    DeadLetterBatchResult {
        refused = List.copyOf(refused);
    }

    /** Returns the result of a dry run. */
    static DeadLetterBatchResult preview(long matched) {
        return new DeadLetterBatchResult(matched, 0, List.of(), 0);
    }

    /** Prints the result, and returns {@link ExitCode#FAILED} when any dead letter was refused. */
    int print(Console console, OutputOptions output) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("matched", matched)
                .put("done", done)
                .put("gone", gone);
        json.putArray("refused").addAll(refused);
        output.print(
                console,
                json,
                () -> Table.of("MATCHED", "DONE", "REFUSED")
                        .row(Long.toString(matched), Long.toString(done), Integer.toString(refused.size())));
        if (!output.isJson()) {
            printDetails(console);
        }
        return refused.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void printDetails(Console console) {
        if (matched == 0) {
            console.info("No open dead letter matches.");
        }
        if (gone > 0) {
            console.info("%d dead letters were resolved by another command in the meantime.".formatted(gone));
        }
        refused.forEach(response -> console.info("%s: %s"
                .formatted(
                        response.path("task_id").asText(),
                        response.path("detail").asText())));
    }
}
