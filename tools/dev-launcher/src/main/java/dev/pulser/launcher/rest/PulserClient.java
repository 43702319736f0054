// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Calls Pulser's REST API. Every call blocks.
 *
 * <p>Threads: safe.
 * <p>Errors: {@link ApiFailure}, with the problem as one sentence, or the way out where nothing answers.
 */
public final class PulserClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final String base;

    private PulserClient(String base) {
        this.base = base;
    }

    /** {@code url} without the path, such as {@code http://127.0.0.1:8000}. */
    public static PulserClient at(String url) {
        var trimmed = url.strip().replaceAll("/+$", "");
        if (!trimmed.matches("https?://[^\\s/]+(/[^\\s]*)?")) {
            throw new ApiFailure(0, "\"%s\" is no URL of Pulser: it looks like http://127.0.0.1:8000".formatted(url));
        }
        return new PulserClient(trimmed);
    }

    /** Hands in a task; waits for its end up to {@code wait} where that is given. */
    public JsonNode submit(String body, Optional<String> idempotencyKey, Optional<Duration> wait) {
        var request = request("/api/v1/tasks", wait)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        idempotencyKey.ifPresent(key -> request.header("Idempotency-Key", key));
        return send(request);
    }

    /** The task as it is now, or at its end where it comes within {@code wait}. */
    public JsonNode task(String id, Optional<Duration> wait) {
        return send(request("/api/v1/tasks/" + encoded(id), wait));
    }

    /** Every step of the task. */
    public JsonNode events(String id) {
        return send(request("/api/v1/tasks/" + encoded(id) + "/events", Optional.empty()));
    }

    /** A page of tasks, the newest first. */
    public JsonNode tasks(Map<String, String> filters) {
        return send(request("/api/v1/tasks" + query(filters), Optional.empty()));
    }

    /** The agents' definitions. */
    public JsonNode agents() {
        return send(request("/api/v1/agents", Optional.empty()));
    }

    /** One agent: its definition, lane, health and spending. */
    public JsonNode agent(String name) {
        return send(request("/api/v1/agents/" + encoded(name), Optional.empty()));
    }

    /** How every agent is. */
    public JsonNode agentsHealth() {
        return send(request("/api/v1/agents/health", Optional.empty()));
    }

    /** How an agent was, the latest change first. */
    public JsonNode healthHistory(String name, int limit) {
        return send(
                request("/api/v1/agents/%s/health/history?limit=%d".formatted(encoded(name), limit), Optional.empty()));
    }

    /** Changes parts of an agent: a JSON Merge Patch. */
    public JsonNode changeAgent(String name, JsonNode patch) {
        return write("PATCH", "/api/v1/agents/" + encoded(name), patch);
    }

    /** Puts a whole definition in the place of an agent's. */
    public JsonNode replaceAgent(String name, JsonNode definition) {
        return write("PUT", "/api/v1/agents/" + encoded(name), definition);
    }

    /** Takes an agent away; {@code forced} also where tasks or other agents would miss it. */
    public JsonNode removeAgent(String name, boolean forced, JsonNode asked) {
        return write("DELETE", "/api/v1/agents/" + encoded(name) + (forced ? "?force=true" : ""), asked);
    }

    /** The MCP servers, as the adapters find them. */
    public JsonNode servers() {
        return send(request("/api/v1/servers", Optional.empty()));
    }

    /** A page of tools of MCP servers. */
    public JsonNode tools(Map<String, String> filters) {
        return send(request("/api/v1/tools" + query(filters), Optional.empty()));
    }

    /** A tool, {@code server/tool}, and how it differs from what was approved. */
    public JsonNode tool(String name) {
        var path = Arrays.stream(name.split("/", -1)).map(PulserClient::encoded).collect(Collectors.joining("/"));
        return send(request("/api/v1/tools/" + path, Optional.empty()));
    }

    /** A page of dead letters, the newest first. */
    public JsonNode deadLetters(Map<String, String> filters) {
        return send(request("/api/v1/dead-letters" + query(filters), Optional.empty()));
    }

    /** The dead letter of a task. */
    public JsonNode deadLetter(String taskId) {
        return send(request("/api/v1/dead-letters/" + encoded(taskId), Optional.empty()));
    }

    /** Sends a command: {@code path} below {@code /api/v1/}, each part of it already in the form of a URL. */
    public JsonNode command(String path, JsonNode body) {
        return write("POST", "/api/v1/" + path, body);
    }

    private JsonNode write(String method, String path, JsonNode body) {
        return send(request(path, Optional.empty())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** Whether the API says it is up. */
    public JsonNode health() {
        return send(request("/health", Optional.empty()));
    }

    private static String query(Map<String, String> filters) {
        var query = filters.entrySet().stream()
                .map(filter -> encoded(filter.getKey()) + "=" + encoded(filter.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private HttpRequest.Builder request(String path, Optional<Duration> wait) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(wait.map(ANSWER::plus).orElse(ANSWER))
                .header("Accept", "application/json, application/problem+json");
        wait.ifPresent(limit -> request.header("Prefer", "wait=" + Math.max(1, limit.toSeconds())));
        return request;
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new ApiFailure(answer.statusCode(), Problem.describe(answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new ApiFailure("what answers at %s is not Pulser: its answer is no JSON".formatted(base), e);
        } catch (IOException e) {
            throw new ApiFailure(
                    "no Pulser answers at %s: start one with ./pulser up, or say where it is with --url"
                            .formatted(base),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiFailure("interrupted", e);
        }
    }

    /** {@code text} as a part of a path or a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
