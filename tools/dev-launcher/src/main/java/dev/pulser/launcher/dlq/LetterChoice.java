// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.dlq;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.launcher.cli.UsageFailure;
import dev.pulser.launcher.rest.PulserClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which open dead letters a command is about: ids of tasks, or filters, or all of them. */
final class LetterChoice {

    private static final int MOST_IDS = 1_000;

    @Parameters(arity = "0..*", paramLabel = "TASK", description = "Ids of failed tasks.")
    private List<String> ids = new ArrayList<>();

    @Mixin
    private final LetterFilters filters = new LetterFilters();

    @Option(names = "--all", description = "Every open one.")
    private boolean all;

    /** @throws UsageFailure where it is not clear which */
    void check() {
        boolean filtered = all || !filters.given().isEmpty();
        if (ids.isEmpty() != filtered) {
            throw new UsageFailure(
                    "say which dead letters: ids, or --agent, --type, --code, --from, --to, or --all; ids or filters, not both");
        }
        if (ids.size() > MOST_IDS) {
            throw new UsageFailure("at most %d ids at a time".formatted(MOST_IDS));
        }
    }

    /** How many it would touch. */
    long count(PulserClient client, String verb, ObjectNode body) {
        ids.forEach(body.withArray("/ids")::add);
        return client.command("dead-letters/" + verb, filtered(body).put("dry_run", true))
                .path("matched")
                .asLong();
    }

    void run(LetterRun run, Supplier<ObjectNode> body) throws InterruptedException {
        if (ids.isEmpty()) {
            run.matching(() -> filtered(body.get()));
        } else {
            run.named(ids, body);
        }
    }

    private ObjectNode filtered(ObjectNode body) {
        if (body.path("ids").isEmpty()) {
            body.remove("ids");
        }
        filters.into(body);
        if (all) {
            body.put("all", true);
        }
        return body;
    }
}
