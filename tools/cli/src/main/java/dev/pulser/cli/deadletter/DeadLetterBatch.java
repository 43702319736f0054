// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.cli.api.ApiException;
import dev.pulser.cli.api.PulserClient;
import dev.pulser.cli.console.Console;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Command on many dead letters, sent in requests at a limited rate.
 *
 * <p>Errors: a request is retried after a 503, up to {@value #MAX_TRIES} times; requests are idempotent.
 */
final class DeadLetterBatch {

    private static final int MAX_TRIES = 30;
    private static final int ACCEPTED = 202;
    private static final int UNAVAILABLE = 503;
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_CATCH_UP = Duration.ofSeconds(1);
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(1);

    private final PulserClient client;
    private final Console console;
    private final String verb;
    private final RequestRate rate;
    private final long matched;
    private final List<JsonNode> refused = new ArrayList<>();
    private long done;
    private long reportedAt = System.nanoTime();
    private long nextRequestAt = System.nanoTime();

    DeadLetterBatch(PulserClient client, Console console, String verb, RequestRate rate, long matched) {
        this.client = client;
        this.console = console;
        this.verb = verb;
        this.rate = rate;
        this.matched = matched;
    }

    DeadLetterBatchResult result() {
        return new DeadLetterBatchResult(matched, done, refused, Math.max(0, matched - done - refused.size()));
    }

    /** Applies the command to the dead letters of these tasks. */
    void applyTo(List<String> ids, Supplier<ObjectNode> body) throws InterruptedException {
        for (int from = 0; from < ids.size(); from += rate.batchSize()) {
            var request = body.get();
            ids.subList(from, Math.min(ids.size(), from + rate.batchSize())).forEach(request.withArray("/ids")::add);
            sendPaced(request);
        }
        report();
    }

    /** Applies the command to all dead letters that match the filters in {@code body}. */
    void applyToMatching(Supplier<ObjectNode> body) throws InterruptedException {
        JsonNode cursor = JsonNodeFactory.instance.nullNode();
        do {
            var request = body.get().put("limit", rate.batchSize());
            request.set("cursor", cursor);
            cursor = sendPaced(request).path("next_cursor");
        } while (cursor.isTextual());
        report();
    }

    private JsonNode sendPaced(ObjectNode request) throws InterruptedException {
        // The rate is an average: intervals are shortened, within limits, after a slow request.
        nextRequestAt = Math.max(nextRequestAt + rate.interval().toNanos(), System.nanoTime() - MAX_CATCH_UP.toNanos());
        var response = send(request);
        for (var result : response.path("results")) {
            if (result.path("status").asInt() == ACCEPTED) {
                done++;
            } else {
                refused.add(result);
            }
        }
        if (System.nanoTime() - reportedAt >= REPORT_INTERVAL.toNanos()) {
            report();
        }
        long remaining = nextRequestAt - System.nanoTime();
        if (remaining > 0) {
            Thread.sleep(Duration.ofNanos(remaining));
        }
        return response;
    }

    private JsonNode send(ObjectNode request) throws InterruptedException {
        for (int i = 1; ; i++) {
            try {
                return client.command("dead-letters/" + verb, request);
            } catch (ApiException e) {
                if (e.status() != UNAVAILABLE || i == MAX_TRIES) {
                    throw e;
                }
                console.info("%s. Retrying in %d s.".formatted(e.getMessage(), RETRY_DELAY.toSeconds()));
                Thread.sleep(RETRY_DELAY);
            }
        }
    }

    private void report() {
        reportedAt = System.nanoTime();
        console.info("Progress: %d of %d%s"
                .formatted(done, matched, refused.isEmpty() ? "" : ", %d refused".formatted(refused.size())));
    }
}
