// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.harness.Agents;
import dev.pulser.ingest.harness.McpTestClient;
import dev.pulser.ingest.harness.NoDependenciesProfile;
import dev.pulser.ingest.harness.RawHttpClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to the MCP endpoint while Kafka, PostgreSQL and Redis are unavailable. */
@QuarkusTest
@TestProfile(NoDependenciesProfile.class)
class McpEndpointTest {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    @TestHTTPResource("/")
    URI address;

    @Inject
    AgentCatalog catalog;

    private RawHttpClient wire;

    @BeforeEach
    void connect() {
        wire = new RawHttpClient(address);
    }

    @Test
    void respondsToPing() {
        var answer = wire.post(McpTestClient.MCP, PING);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
        assertThat(answer.header("x-correlation-id")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost.evil.example"})
    void rejectsUnknownOrigins(String origin) {
        var answer = wire.post(McpTestClient.MCP, PING, "Origin: " + origin);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.slug()).isEqualTo("origin-not-allowed");
        assertThat(answer.header("access-control-allow-origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:6274", "https://board.example"})
    void allowsKnownOrigins(String origin) {
        assertThat(wire.post(McpTestClient.MCP, PING, "Origin: " + origin).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PUT", "HEAD"})
    void hasNoStreamAndNoSession(String method) {
        var answer = wire.ask(method + " " + McpTestClient.MCP, "Mcp-Session-Id: s", "Content-Length: 0");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("OPTIONS, POST");
    }

    @Test
    void appliesTheLimitsOfBodies() {
        assertThat(wire.post(McpTestClient.MCP, PING.getBytes(StandardCharsets.UTF_8), "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(wire.ask("POST " + McpTestClient.MCP, "Content-Type: application/json", "Content-Length: 99999999")
                        .status())
                .isEqualTo(413);
        assertThat(wire.ask("POST " + McpTestClient.MCP + "/x", "Content-Length: 0")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notifications/initialized", "notifications/cancelled", "notifications/unknown"})
    void acceptsNotificationsWithoutABody(String method) {
        var answer = wire.post(
                McpTestClient.MCP, "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":{\"requestId\":9}}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"jsonrpc":"2.0","id":1                                | -32700
                    [{"jsonrpc":"2.0","id":1,"method":"ping"}]             | -32600
                    {"jsonrpc":"1.0","id":1,"method":"ping"}               | -32600
                    {"jsonrpc":"2.0","id":null,"method":"ping"}            | -32600
                    {"jsonrpc":"2.0","id":1,"result":{},"error":{}}        | -32600
                    {"jsonrpc":"2.0","id":1,"method":"ping","params":[]}   | -32602
                    """)
    void rejectsOtherJson(String body, int code) {
        var answer = wire.post(McpTestClient.MCP, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/code").asInt()).isEqualTo(code);
        assertThat(answer.json().at("/error/message").asText()).isNotEmpty();
        assertThat(wire.post(McpTestClient.MCP, PING).status()).isEqualTo(200);
    }

    @Test
    void rejectsAnEmptyBody() {
        var answer = wire.ask("POST " + McpTestClient.MCP, "Content-Type: application/json", "Content-Length: 0");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/code").asInt()).isEqualTo(-32700);
    }

    @ParameterizedTest
    @EnumSource
    void rejectsUnknownMethods(McpTestClient assistant) {
        var answer = assistant.ask(wire, "resources/list", "");

        assertThat(answer.status()).isEqualTo(assistant == McpTestClient.STATELESS ? 404 : 200);
        assertThat(answer.json().at("/error/code").asInt()).isEqualTo(-32601);
        assertThat(answer.json().path("id").asText()).endsWith("-1");
        assertThat(answer.json().at("/error/message").asText()).contains("resources/list");
    }

    @Test
    void servesTheHandshakeToLegacyClientsOnly() {
        assertThat(McpTestClient.STATELESS.ask(wire, "initialize", "").status()).isEqualTo(404);
        assertThat(McpTestClient.STATELESS.ask(wire, "ping", "").status()).isEqualTo(404);
        assertThat(McpTestClient.HANDSHAKE
                        .ask(wire, "server/discover", "")
                        .json()
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32601);
    }

    @Test
    void listsSupportedVersions() {
        var answer = wire.post(McpTestClient.MCP, PING, "MCP-Protocol-Version: 1900-01-01");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/code").asInt()).isEqualTo(-32022);
        assertThat(answer.json().at("/error/data").toString())
                .isEqualTo("{\"requested\":\"1900-01-01\",\"supported\":"
                        + "[\"2026-07-28\",\"2025-11-25\",\"2025-06-18\",\"2025-03-26\",\"2024-11-05\"]}");
    }

    @Test
    void listsToolsInTheErrorOfAnUnknownTool() {
        var answer = McpTestClient.HANDSHAKE.ask(wire, "tools/call", "\"name\":\"drop_database\"");

        assertThat(answer.json().at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(answer.json().at("/error/message").asText()).contains("drop_database", "submit_task");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\":\"get_task\",\"arguments\":[]",
                "\"name\":\"get_task\",\"arguments\":null",
                "\"name\":7",
                ""
            })
    void rejectsInvalidCalls(String params) {
        assertThat(McpTestClient.HANDSHAKE
                        .ask(wire, "tools/call", params)
                        .json()
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
    }

    @Test
    void hasOnePageOfTools() {
        assertThat(McpTestClient.STATELESS
                        .ask(wire, "tools/list", "\"cursor\":\"x\"")
                        .json()
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
    }

    @ParameterizedTest
    @EnumSource
    void reportsThatKafkaIsUnavailableWithRetryAfter(McpTestClient assistant) {
        Agents.announce(catalog);

        var result = assistant.call(wire, "submit_task", "{\"task_type\":\"documentation\",\"payload\":{}}");

        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(result.at("/structuredContent/problem/status").asInt()).isEqualTo(503);
        assertThat(result.at("/structuredContent/problem/type").asText()).endsWith("kafka-unavailable");
        assertThat(result.at("/content/0/text").asText()).contains("Try again after 2 seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list_tasks", "list_dead_letters"})
    void reportsThatTheStoreIsUnavailable(String tool) {
        var result = McpTestClient.HANDSHAKE.call(wire, tool, "{}");

        assertThat(result.at("/structuredContent/problem/type").asText()).endsWith("store-unavailable");
        assertThat(result.at("/content/0/text").asText()).contains("Try again after 1 seconds");
    }
}
