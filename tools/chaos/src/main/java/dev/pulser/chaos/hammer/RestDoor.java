// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.hammer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pulser.chaos.history.Phase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Pulser's REST, as any client sees it. Safe from any thread; never throws for what the other side does. */
public final class RestDoor implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    public RestDoor(URI base) {
        this.base = base;
    }

    /** Whether this Pulser has a call; asked of its own description. */
    public boolean offers(String path) throws InterruptedException {
        return ask(request("/openapi")
                        .header("Accept", "application/json")
                        .GET()
                        .build())
                .body()
                .path("paths")
                .has(path);
    }

    Answer submit(String json) throws InterruptedException {
        return post("/api/v1/tasks", json);
    }

    public Answer get(String taskId) throws InterruptedException {
        return ask(request("/api/v1/tasks/" + taskId).GET().build());
    }

    Answer list() throws InterruptedException {
        return ask(request("/api/v1/tasks?limit=20").GET().build());
    }

    Answer cancel(String taskId) throws InterruptedException {
        return post("/api/v1/tasks/" + taskId + "/cancel", null);
    }

    Answer replay(String taskId) throws InterruptedException {
        return post("/api/v1/dead-letters/" + taskId + "/replay", null);
    }

    private Answer post(String path, @Nullable String json) throws InterruptedException {
        var request = request(path);
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        return ask(request.POST(json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    }

    private Answer ask(HttpRequest request) throws InterruptedException {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return Answer.of(response.statusCode(), body(response.body()));
        } catch (ConnectException e) {
            return Answer.none(Phase.FAIL); // nobody was there to hear it
        } catch (IOException e) {
            return Answer.none(Phase.INFO);
        }
    }

    private static JsonNode body(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
