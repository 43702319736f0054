// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.dlq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.rest.ApiFailure;
import dev.pulser.launcher.rest.PulserClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A command about many dead letters, request after request, at its rate. A request that Pulser cannot answer now is sent
 * again, which does nothing twice.
 */
final class LetterRun {

    private static final int TRIES = 30;
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);
    private static final Duration MOST_BEHIND = Duration.ofSeconds(1);
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(1);

    private final PulserClient client;
    private final Console console;
    private final String verb;
    private final Rate rate;
    private final long matched;
    private final List<JsonNode> refused = new ArrayList<>();
    private long done;
    private long reportedAt = System.nanoTime();
    private long next = System.nanoTime();

    LetterRun(PulserClient client, Console console, String verb, Rate rate, long matched) {
        this.client = client;
        this.console = console;
        this.verb = verb;
        this.rate = rate;
        this.matched = matched;
    }

    long done() {
        return done;
    }

    /** The results of those that were not done. */
    List<JsonNode> refused() {
        return List.copyOf(refused);
    }

    /** Those that are named. */
    void named(List<String> ids, Supplier<ObjectNode> body) throws InterruptedException {
        for (int from = 0; from < ids.size(); from += rate.chunk()) {
            var request = body.get();
            ids.subList(from, Math.min(ids.size(), from + rate.chunk())).forEach(request.withArray("/ids")::add);
            paced(request);
        }
        report();
    }

    /** All that match. */
    void matching(Supplier<ObjectNode> body) throws InterruptedException {
        JsonNode cursor = JsonNodeFactory.instance.nullNode();
        do {
            var request = body.get().put("limit", rate.chunk());
            request.set("cursor", cursor);
            cursor = paced(request).path("next_cursor");
        } while (cursor.isTextual());
        report();
    }

    private JsonNode paced(ObjectNode request) throws InterruptedException {
        // A request that took long is made up for, within limits: the rate is that of the whole.
        next = Math.max(next + rate.pause().toNanos(), System.nanoTime() - MOST_BEHIND.toNanos());
        var answer = answered(request);
        for (var result : answer.path("results")) {
            if (result.path("status").asInt() == 202) {
                done++;
            } else {
                refused.add(result);
            }
        }
        if (System.nanoTime() - reportedAt >= BETWEEN_REPORTS.toNanos()) {
            report();
        }
        long left = next - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
        return answer;
    }

    private JsonNode answered(ObjectNode request) throws InterruptedException {
        for (int i = 1; ; i++) {
            try {
                return client.command("dead-letters/" + verb, request);
            } catch (ApiFailure e) {
                if (e.status() != 503 || i == TRIES) {
                    throw e;
                }
                console.say(e.getMessage() + "; trying again");
                Thread.sleep(BEFORE_NEXT_TRY);
            }
        }
    }

    private void report() {
        reportedAt = System.nanoTime();
        console.say("%s: %d of %d%s"
                .formatted(verb, done, matched, refused.isEmpty() ? "" : ", %d refused".formatted(refused.size())));
    }
}
