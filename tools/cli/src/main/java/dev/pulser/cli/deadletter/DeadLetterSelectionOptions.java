// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.deadletter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.UsageException;
import dev.pulser.cli.option.ChangeOptions;
import dev.pulser.cli.option.PlannedChange;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options that select the open dead letters of a command: task ids, filters, or all of them. */
final class DeadLetterSelectionOptions {

    private static final int MAX_IDS = 1_000;

    @Parameters(arity = "0..*", paramLabel = "TASK", description = "Ids of failed tasks.")
    private List<String> ids = new ArrayList<>();

    @Mixin
    private final DeadLetterFilterOptions filters = new DeadLetterFilterOptions();

    @Option(names = "--all", description = "All open dead letters.")
    private boolean all;

    @Mixin
    private final ChangeOptions change = new ChangeOptions();

    /**
     * Counts the selected dead letters, asks for a confirmation, and changes them in batches.
     *
     * @param verb "replay" or "drop"
     * @param rate limit of dead letters per second
     * @return the exit code
     */
    int run(String verb, RequestRate rate, Console console, InputStream input) throws InterruptedException {
        requireUnambiguous();
        var client = change.client();
        long matched = client.command(
                        "dead-letters/" + verb, selected(change.body(), ids).put("dry_run", true))
                .path("matched")
                .asLong();
        return change.run(
                new PlannedChange(
                        "%s %d dead letters".formatted(verb, matched),
                        matched,
                        true,
                        () -> DeadLetterBatchResult.preview(matched).print(console, change.output()),
                        () -> {
                            var batch = new DeadLetterBatch(client, console, verb, rate, matched);
                            apply(batch);
                            return batch.result().print(console, change.output());
                        }),
                console,
                input);
    }

    private void requireUnambiguous() {
        boolean filtered = all || !filters.isEmpty();
        if (ids.isEmpty() != filtered) {
            throw new UsageException(
                    "Specify the dead letters: either task ids, or filters (--agent, --type, --code, --from, --to), or --all.");
        }
        if (ids.size() > MAX_IDS) {
            throw new UsageException("Too many task ids: %d. The limit is %d.".formatted(ids.size(), MAX_IDS));
        }
    }

    private void apply(DeadLetterBatch batch) throws InterruptedException {
        if (ids.isEmpty()) {
            batch.applyToMatching(() -> selected(change.body(), List.of()));
        } else {
            batch.applyTo(ids, change::body);
        }
    }

    private ObjectNode selected(ObjectNode body, List<String> named) {
        if (!named.isEmpty()) {
            named.forEach(body.withArray("/ids")::add);
        }
        filters.addTo(body);
        return all ? body.put("all", true) : body;
    }
}
