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

/** What the run asks of REST. */
final class RestDoor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final HttpClient http;
    private final URI root;

    RestDoor(HttpClient http, URI root) {
        this.http = http;
        this.root = root;
    }

    /** Submits a task of this type again and again until one is handed to its agent, so that all services know of it. */
    void awaitHandedOut(TaskType type) throws IOException, InterruptedException {
        var body = "{\"task_type\":\"%s\",\"payload\":%s}".formatted(type, NoopTasks.payload(-1));
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
            var answer = post("/api/v1/tasks", body);
            if (answer.statusCode() == 202
                    && isHandedOut(read(answer).path("task_id").asText(), end)) {
                return;
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        throw new IllegalStateException("nothing of type %s was handed to its agent".formatted(type));
    }

    private boolean isHandedOut(String task, long end) throws IOException, InterruptedException {
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
                default -> LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
        return false;
    }

    /** Returns when so many tasks of these types wait as far as the database knows. */
    void awaitWaiting(long count, TaskType... types) throws IOException, InterruptedException {
        long known = -1;
        for (long end = 0; known != count; LockSupport.parkNanos(BETWEEN_TRIES.toNanos())) {
            long now = 0;
            for (var type : types) {
                now += waiting(type);
            }
            if (now != known) {
                known = now;
                end = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the database knows of %d waiting tasks, not of %d".formatted(known, count));
            }
        }
    }

    private long waiting(TaskType type) throws IOException, InterruptedException {
        return cancel(waitingOf(type).put("dry_run", true), 200).path("matched").asLong();
    }

    /** Cancels all tasks of this type that wait, page after page; returns how many that were. */
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
        var answer = post("/api/v1/tasks/cancel", body.toString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(
                    "a cancellation was answered with %d: %s".formatted(answer.statusCode(), answer.body()));
        }
        return read(answer);
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(root.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static JsonNode read(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
