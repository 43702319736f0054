// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.dlq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import java.util.List;

/**
 * What a command did with many dead letters.
 *
 * @param matched open ones that it was about
 * @param refused results of those that it could not do
 * @param gone    those that another command had done when their turn came
 */
record LetterOutcome(long matched, long done, List<JsonNode> refused, long gone) {

    /** Exit code where the person said no. */
    static final int REFUSED = ExitCode.FAILED;

    static LetterOutcome counted(long matched) {
        return new LetterOutcome(matched, 0, List.of(), 0);
    }

    static LetterOutcome of(long matched, LetterRun run) {
        var refused = run.refused();
        return new LetterOutcome(matched, run.done(), refused, Math.max(0, matched - run.done() - refused.size()));
    }

    /** Prints it; the exit code says whether all were done. */
    int print(Console console, OutputOption output) {
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
            if (matched == 0) {
                console.say("no open dead letter matches");
            }
            if (gone > 0) {
                console.say("another command has done %d of them meanwhile".formatted(gone));
            }
            refused.forEach(result -> console.say("%s: %s"
                    .formatted(
                            result.path("task_id").asText(),
                            result.path("detail").asText())));
        }
        return refused.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
}
