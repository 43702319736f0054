// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pulser.chaos.history.OperationPhase;
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

/** Client of the REST API. Thread-safe; failures of the server are replies, not exceptions. */
public final class ChaosRestClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    public ChaosRestClient(URI base) {
        this.base = base;
    }

    /** Returns true when the OpenAPI document lists the path. */
    public boolean supports(String path) throws InterruptedException {
        return send(request("/openapi")
                        .header("Accept", "application/json")
                        .GET()
                        .build())
                .body()
                .path("paths")
                .has(path);
    }

    RestReply submit(String json) throws InterruptedException {
        return post("/api/v1/tasks", json);
    }

    public RestReply get(String taskId) throws InterruptedException {
        return send(request("/api/v1/tasks/" + taskId).GET().build());
    }

    RestReply list() throws InterruptedException {
        return send(request("/api/v1/tasks?limit=20").GET().build());
    }

    RestReply cancel(String taskId) throws InterruptedException {
        return post("/api/v1/tasks/" + taskId + "/cancel", null);
    }

    RestReply replay(String taskId) throws InterruptedException {
        return post("/api/v1/dead-letters/" + taskId + "/replay", null);
    }

    private RestReply post(String path, @Nullable String json) throws InterruptedException {
        var request = request(path);
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        return send(request.POST(json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
    }

    private RestReply send(HttpRequest request) throws InterruptedException {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return RestReply.of(response.statusCode(), body(response.body()));
        } catch (ConnectException e) {
            return RestReply.none(OperationPhase.FAIL); // the request was not received
        } catch (IOException e) {
            return RestReply.none(OperationPhase.INFO);
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
