// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.backlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.benchmarks.load.NoopTasks;
import dev.pulser.contract.name.TaskType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** REST client of the backlog benchmark. */
final class BacklogRestClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final HttpClient http;
    private final URI root;

    BacklogRestClient(HttpClient http, URI root) {
        this.http = http;
        this.root = root;
    }

    /** Submits tasks of this type until one is dispatched, which proves that all services know its agent. */
    void awaitDispatched(TaskType type) throws IOException, InterruptedException {
        var body = "{\"task_type\":\"%s\",\"payload\":%s}".formatted(type, NoopTasks.payload(-1));
        for (long end = System.nanoTime() + LIMIT.toNanos(); System.nanoTime() < end; ) {
            var response = post("/api/v1/tasks", body);
            if (response.statusCode() == 202
                    && isDispatched(read(response).path("task_id").asText(), end)) {
                return;
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
        throw new IllegalStateException("no task of type %s was dispatched".formatted(type));
    }

    private boolean isDispatched(String task, long end) throws IOException, InterruptedException {
        while (System.nanoTime() < end) {
            var request = HttpRequest.newBuilder(root.resolve("/api/v1/tasks/" + task))
                    .build();
            switch (read(http.send(request, BodyHandlers.ofString()))
                    .path("status")
                    .asText()) {
                case "running", "completed" -> {
                    return true;
                }
                case "failed", "expired", "cancelled" -> {
                    return false;
                }
                default -> LockSupport.parkNanos(INTERVAL.toNanos());
            }
        }
        return false;
    }

    /** Waits until the database holds this many waiting tasks of these types. */
    void awaitWaiting(long count, TaskType... types) throws IOException, InterruptedException {
        long known = -1;
        for (long end = 0; known != count; LockSupport.parkNanos(INTERVAL.toNanos())) {
            long now = 0;
            for (var type : types) {
                now += waiting(type);
            }
            if (now != known) {
                known = now;
                end = System.nanoTime() + LIMIT.toNanos();
            } else if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the database holds %d waiting tasks, expected %d".formatted(known, count));
            }
        }
    }

    private long waiting(TaskType type) throws IOException, InterruptedException {
        return cancel(waitingOf(type).put("dry_run", true), 200).path("matched").asLong();
    }

    /** Cancels all waiting tasks of this type, page by page, and returns their number. */
    long cancelWaiting(TaskType type) throws IOException, InterruptedException {
        var body = waitingOf(type);
        long cancelled = 0;
        for (var more = true; more; ) {
            var page = cancel(body, 202);
            cancelled += page.path("task_ids").size();
            body.set("cursor", page.path("next_cursor"));
            more = page.path("next_cursor").isTextual();
        }
        return cancelled;
    }

    private static ObjectNode waitingOf(TaskType type) {
        return JSON.createObjectNode().put("task_type", type.name()).put("status", "queued");
    }

    private JsonNode cancel(ObjectNode body, int expected) throws IOException, InterruptedException {
        var response = post("/api/v1/tasks/cancel", body.toString());
        if (response.statusCode() != expected) {
            throw new IllegalStateException(
                    "cancellation failed with HTTP %d: %s".formatted(response.statusCode(), response.body()));
        }
        return read(response);
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(root.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static JsonNode read(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }
}
