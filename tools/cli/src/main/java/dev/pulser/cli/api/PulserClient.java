// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.cli.console.UsageException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Client of Pulser's REST API. Every call blocks until the response is complete, at most 15 seconds plus the time to wait.
 *
 * <p>Threads: safe.
 * <p>Errors: {@link ApiException} for an error response, and when the server cannot be reached.
 */
public final class PulserClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(15);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final String base;

    private PulserClient(String base) {
        this.base = base;
    }

    /**
     * Returns a client of the API at {@code url}, such as {@code http://127.0.0.1:8000}.
     *
     * @throws UsageException when it is no HTTP URL
     */
    public static PulserClient at(String url) {
        var trimmed = url.strip().replaceAll("/+$", "");
        if (!trimmed.matches("https?://[^\\s/]+(/[^\\s]*)?")) {
            throw new UsageException("Invalid URL \"%s\". Use the form http://127.0.0.1:8000.".formatted(url));
        }
        return new PulserClient(trimmed);
    }

    /** Submits a task, and waits up to {@code wait} until it has ended. */
    public JsonNode submit(String body, Optional<String> idempotencyKey, Optional<Duration> wait) {
        var request = request("/api/v1/tasks", wait)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        idempotencyKey.ifPresent(key -> request.header("Idempotency-Key", key));
        return send(request);
    }

    /** Returns a task; waits up to {@code wait} until it has ended. */
    public JsonNode task(String id, Optional<Duration> wait) {
        return send(request("/api/v1/tasks/" + encoded(id), wait));
    }

    /** Returns the events of a task. */
    public JsonNode events(String id) {
        return send(request("/api/v1/tasks/" + encoded(id) + "/events", Optional.empty()));
    }

    /** Returns a page of tasks, the newest first. */
    public JsonNode tasks(QueryParameters filters) {
        return send(request("/api/v1/tasks" + filters.encoded(), Optional.empty()));
    }

    /** Returns the agents' definitions and lanes. */
    public JsonNode agents() {
        return send(request("/api/v1/agents", Optional.empty()));
    }

    /** Returns the definition, lane, health and spending of an agent. */
    public JsonNode agent(String name) {
        return send(request("/api/v1/agents/" + encoded(name), Optional.empty()));
    }

    /** Returns the health of every agent. */
    public JsonNode agentsHealth() {
        return send(request("/api/v1/agents/health", Optional.empty()));
    }

    /** Returns the changes of an agent's health, the latest first. */
    public JsonNode healthHistory(String name, int limit) {
        return send(
                request("/api/v1/agents/%s/health/history?limit=%d".formatted(encoded(name), limit), Optional.empty()));
    }

    /** Changes fields of an agent with a JSON Merge Patch. */
    public JsonNode changeAgent(String name, JsonNode patch) {
        return write("PATCH", "/api/v1/agents/" + encoded(name), patch);
    }

    /** Replaces the definition of an agent. */
    public JsonNode replaceAgent(String name, JsonNode definition) {
        return write("PUT", "/api/v1/agents/" + encoded(name), definition);
    }

    /** Removes an agent; {@code forced} also while it has tasks or is a backup. */
    public JsonNode removeAgent(String name, boolean forced, JsonNode audit) {
        return write("DELETE", "/api/v1/agents/" + encoded(name) + (forced ? "?force=true" : ""), audit);
    }

    /** Returns the MCP servers and their states. */
    public JsonNode servers() {
        return send(request("/api/v1/servers", Optional.empty()));
    }

    /** Returns a page of tools of MCP servers. */
    public JsonNode tools(QueryParameters filters) {
        return send(request("/api/v1/tools" + filters.encoded(), Optional.empty()));
    }

    /** Returns the tool {@code server/tool} and its differences from the approved definition. */
    public JsonNode tool(String name) {
        var path = Arrays.stream(name.split("/", -1)).map(PulserClient::encoded).collect(Collectors.joining("/"));
        return send(request("/api/v1/tools/" + path, Optional.empty()));
    }

    /** Returns a page of dead letters, the newest first. */
    public JsonNode deadLetters(QueryParameters filters) {
        return send(request("/api/v1/dead-letters" + filters.encoded(), Optional.empty()));
    }

    /** Returns the dead letter of a task. */
    public JsonNode deadLetter(String taskId) {
        return send(request("/api/v1/dead-letters/" + encoded(taskId), Optional.empty()));
    }

    /** Sends a command to {@code path} below {@code /api/v1/}; its segments must be URL-encoded. */
    public JsonNode command(String path, JsonNode body) {
        return write("POST", "/api/v1/" + path, body);
    }

    private JsonNode write(String method, String path, JsonNode body) {
        return send(request(path, Optional.empty())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** Returns the health of the API itself. */
    public JsonNode health() {
        return send(request("/health", Optional.empty()));
    }

    private HttpRequest.Builder request(String path, Optional<Duration> wait) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(wait.map(RESPONSE_TIMEOUT::plus).orElse(RESPONSE_TIMEOUT))
                .header("Accept", "application/json, application/problem+json");
        wait.ifPresent(limit -> request.header("Prefer", "wait=" + Math.max(1, limit.toSeconds())));
        return request;
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new ApiException(
                        response.statusCode(), ProblemMessage.describe(response.statusCode(), response.body()));
            }
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new ApiException(
                    "The server at %s is not Pulser: its response is not JSON. Check --url.".formatted(base), e);
        } catch (IOException e) {
            throw new ApiException(
                    "Cannot connect to Pulser at %s. Start it with ./pulser up, or set its address with --url or PULSER_URL."
                            .formatted(base),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException("Interrupted while waiting for Pulser.", e);
        }
    }

    /** Returns {@code text} URL-encoded, as a segment of a path or a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
