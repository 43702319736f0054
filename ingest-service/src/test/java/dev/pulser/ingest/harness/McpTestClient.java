// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Minimal MCP client of either protocol revision. */
public enum McpTestClient {
    STATELESS,
    HANDSHAKE;

    public static final String MCP = "/mcp";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String META = "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"test\",\"version\":\"1\"},"
            + "\"io.modelcontextprotocol/clientCapabilities\":{}";

    /** @param params members of an object, without its braces; may be empty */
    public HttpReply ask(RawHttpClient wire, String method, String params, String... headers) {
        var all = new ArrayList<>(Arrays.asList(headers));
        headers(method).forEach((name, value) -> all.add(name + ": " + value));
        return wire.post(MCP, body(method, params, ""), all.toArray(String[]::new));
    }

    private Map<String, String> headers(String method) {
        var headers = new HashMap<String, String>();
        headers.put("Accept", "application/json, text/event-stream");
        headers.put("MCP-Protocol-Version", this == STATELESS ? "2026-07-28" : "2025-11-25");
        if (this == STATELESS) {
            headers.put("Mcp-Method", method);
        }
        return headers;
    }

    private String body(String method, String params, String meta) {
        var metas = Stream.of(this == STATELESS ? META : "", meta)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(","));
        var members = Stream.of(params, metas.isEmpty() ? "" : "\"_meta\":{" + metas + "}")
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(","));
        return "{\"jsonrpc\":\"2.0\",\"id\":\"%s-1\",\"method\":\"%s\",\"params\":{%s}}"
                .formatted(name().toLowerCase(Locale.ROOT), method, members);
    }

    /** Returns the result of a call whose response is JSON. */
    public JsonNode call(RawHttpClient wire, String tool, String arguments, String... headers) {
        var all = new ArrayList<>(Arrays.asList(headers));
        if (this == STATELESS) {
            all.add("Mcp-Name: " + tool);
        }
        var answer = ask(
                wire,
                "tools/call",
                "\"name\":\"%s\",\"arguments\":%s".formatted(tool, arguments),
                all.toArray(String[]::new));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.json().has("result")).as(answer.body()).isTrue();
        return answer.json().path("result");
    }

    /** Returns the messages of a call whose response is a stream, each when it arrives. */
    public Iterator<JsonNode> stream(URI server, String tool, String arguments, String progressToken) {
        var request = HttpRequest.newBuilder(server.resolve(MCP))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(
                        "tools/call",
                        "\"name\":\"%s\",\"arguments\":%s".formatted(tool, arguments),
                        progressToken.isEmpty() ? "" : "\"progressToken\":" + progressToken)));
        headers("tools/call").forEach(request::header);
        if (this == STATELESS) {
            request.header("Mcp-Name", tool);
        }
        var response = HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                .join();
        assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
        return response.body()
                .filter(line -> line.startsWith("data: "))
                .map(line -> read(line.substring(6)))
                .iterator();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }
}
