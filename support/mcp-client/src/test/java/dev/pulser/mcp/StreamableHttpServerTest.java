// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.mcp.rpc.RequestOutcome;
import dev.pulser.mcp.rpc.ToolProgress;
import dev.pulser.mcp.session.McpClientSession;
import dev.pulser.mcp.session.ToolCallContext;
import dev.pulser.service.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers over Streamable HTTP in both protocol revisions, with one defect each. */
@Timeout(60)
class StreamableHttpServerTest {

    private static final ToolCallContext CONTEXT = new ToolCallContext("tsk_1/0", 1, null);
    private static final String WORLD = "{\"hello\":\"world\"}";

    @TempDir
    private Path folder;

    private @Nullable ScriptedHttpServer scripted;
    private @Nullable McpServers servers;

    @AfterEach
    void close() {
        if (servers != null) {
            servers.close();
        }
        if (scripted != null) {
            scripted.close();
        }
    }

    @Test
    void usesNoSessionWithTheStatelessRevision() throws InterruptedException {
        var scripted = stateless();
        var server = start(scripted);

        assertThat(say(server)).isEqualTo(WORLD);

        assertThat(ready(server).version()).isEqualTo("2026-07-28");
        var call = scripted.last("tools/call");
        assertThat(call.header("MCP-Protocol-Version")).isEqualTo("2026-07-28");
        assertThat(call.header("Mcp-Method")).isEqualTo("tools/call");
        assertThat(call.header("Mcp-Name")).isEqualTo("say");
        assertThat(call.header("Authorization")).isEqualTo("Bearer yes");
        assertThat(call.header("Accept")).isEqualTo("application/json, text/event-stream");
        assertThat(call.body()).contains("\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"");
        assertThat(scripted.count("initialize")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eu-west   | eu-west",
                "Zürich    | =?base64?WsO8cmljaA==?=",
                "a\\nb      | =?base64?YQpi?=",
                "=?base64?eA==?= | =?base64?PT9iYXNlNjQ/ZUE9PT89?="
            })
    void sendsMarkedParametersAsHeaders(String region, String header) throws InterruptedException {
        var scripted = stateless();
        var server = start(scripted);

        var outcome = ready(server).callTool("say", new Json("{\"region\":\"" + region + "\"}"), CONTEXT);

        assertThat(outcome).isInstanceOf(RequestOutcome.Result.class);
        assertThat(scripted.last("tools/call").header("Mcp-Param-Region")).isEqualTo(header);
    }

    @Test
    void refreshesTheToolListAfterAHeaderMismatch() throws InterruptedException {
        var scripted = stateless();
        scripted.list("{\"name\":\"say\"}");
        var server = start(scripted);
        ready(server);
        scripted.list(ScriptedHttpServer.TOOLS);

        var outcome = ready(server).callTool("say", new Json("{\"region\":\"eu\"}"), CONTEXT);

        assertThat(outcome).isInstanceOf(RequestOutcome.Result.class);
        assertThat(scripted.count("tools/call")).isEqualTo(2);
    }

    @Test
    void doesNotRepeatACallAfterTheDefinitionChanged() throws InterruptedException {
        var scripted = stateless();
        scripted.list("{\"name\":\"say\"}");
        var server = start(scripted);
        var session = ready(server);
        var checked = requireNonNull(server.tools().get("say")).hash();
        scripted.list(ScriptedHttpServer.TOOLS);

        var outcome =
                session.callTool("say", new Json("{\"region\":\"eu\"}"), new ToolCallContext("key", 1, null, checked));

        assertThat(outcome).isInstanceOf(RequestOutcome.ErrorResponse.class);
        assertThat(scripted.count("tools/call")).isEqualTo(1);
    }

    @Test
    void usesASessionWithTheHandshakeRevision() throws InterruptedException {
        var scripted = handshake();
        var server = start(scripted);

        assertThat(say(server)).isEqualTo(WORLD);
        server.close();

        assertThat(scripted.requests)
                .filteredOn(request -> request.http().equals("POST"))
                .extracting(ScriptedHttpServer.ReceivedRequest::method)
                .containsExactly(
                        "server/discover", "initialize", "notifications/initialized", "tools/list", "tools/call");
        var call = scripted.last("tools/call");
        assertThat(call.header("Mcp-Session-Id")).isEqualTo("session-1");
        assertThat(call.header("MCP-Protocol-Version")).isEqualTo("2025-11-25");
        assertThat(call.header("Mcp-Method")).isEmpty();
        assertThat(scripted.requests).anyMatch(request -> request.http().equals("DELETE"));
    }

    @Test
    void usesTheDeclaredVersionWithoutDiscovery() throws InterruptedException {
        var scripted = handshake();
        var declaration = "{\"url\":\"%s\",\"protocol\":\"2025-11-25\"}".formatted(scripted.url());
        var server = start(declaration);

        assertThat(say(server)).isEqualTo(WORLD);

        assertThat(scripted.count("server/discover")).isZero();
    }

    @Test
    void readsAResponseFromAnEventStream() throws InterruptedException {
        var scripted = stateless();
        var server = start(scripted);
        var progress = new CopyOnWriteArrayList<ToolProgress>();
        scripted.once((self, exchange, id) -> {
            ScriptedHttpServer.open(exchange);
            for (var step : List.of("1", "2", "2", "1", "4")) {
                ScriptedHttpServer.event(
                        exchange,
                        null,
                        ("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":"
                                        + "{\"progressToken\":%s,\"progress\":%s,\"total\":4,\"message\":\"at %s\"}}")
                                .formatted(id, step, step));
            }
            ScriptedHttpServer.write(
                    exchange, ": still here\r\n\r\ndata: " + ScriptedHttpServer.result("99", "{}") + "\r\n\r\n");
            ScriptedHttpServer.event(exchange, null, ScriptedHttpServer.result(id, ScriptedHttpServer.SAY_RESULT));
            exchange.close();
        });

        var outcome = ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT, progress::add);

        assertThat(structured(outcome)).isEqualTo(WORLD);
        assertThat(progress)
                .containsExactly(
                        new ToolProgress("at 1", 0.25), new ToolProgress("at 2", 0.5), new ToolProgress("at 4", 1.0));
        assertThat(scripted.last("tools/call").body()).contains("\"progressToken\":");
        assertThat(server.summary()).contains("unmatched-responses=1");
    }

    @Test
    void opensANewSessionAfterTheOldOneExpired() throws InterruptedException {
        var scripted = handshake();
        var server = start(scripted);
        say(server);
        scripted.forgetSessions();

        var outcome = ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT);

        assertThat(outcome).isInstanceOf(RequestOutcome.NotSent.class);
        assertThat(say(server)).isEqualTo(WORLD);
        assertThat(scripted.last("tools/call").header("Mcp-Session-Id")).isEqualTo("session-2");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "true, false", "false, true"})
    void reconnectsToARestartedServerOfEitherRevision(boolean before, boolean after) throws InterruptedException {
        var scripted = before ? stateless() : handshake();
        var server = start(scripted);
        say(server);
        scripted.stop();
        scripted.start(after);

        var outcome = ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT);
        var next = outcome instanceof RequestOutcome.Result ? structured(outcome) : say(server);

        assertThat(next).isEqualTo(WORLD);
        assertThat(ready(server).version()).isEqualTo(after ? "2026-07-28" : "2025-11-25");
        assertThat(outcome).isNotInstanceOf(RequestOutcome.Lost.class);
    }

    @Test
    void failsAllRunningCallsWhenTheServerStops() throws InterruptedException {
        var scripted = stateless();
        var server = start(scripted);
        var session = ready(server);
        scripted.always((self, exchange, id) -> ScriptedHttpServer.open(exchange));
        var outcomes = new CopyOnWriteArrayList<RequestOutcome>();
        var calls = IntStream.range(0, 20)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    try {
                        outcomes.add(session.callTool("say", Json.EMPTY_OBJECT, CONTEXT));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        await().until(() -> scripted.count("tools/call") == 20);

        scripted.stop();

        for (var call : calls) {
            assertThat(call.join(Duration.ofSeconds(1))).isTrue();
        }
        assertThat(outcomes).hasSize(20).hasOnlyElementsOfType(RequestOutcome.Lost.class);
        assertThat(session.isClosed()).isTrue();
    }

    @Test
    void connectsOnlyToAllowedAddresses() throws IOException {
        var name = InetAddress.getLocalHost().getHostName();
        assumeTrue(!name.contains("."), "the name of this machine is one of its own");
        Files.writeString(
                folder.resolve("mcp.json"), "{\"mcpServers\":{\"far\":{\"url\":\"http://%s:1/\"}}}".formatted(name));
        var made = new McpServers(
                TestServers.config(folder), Map.<String, String>of()::get, EgressPolicy.allowing(List.of()));
        servers = made;
        made.start();
        var server = made.find("far").orElseThrow();

        await().until(() -> server.state() instanceof ServerState.Failed);

        assertThat(server.state()).isInstanceOfSatisfying(ServerState.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("egress-blocked");
            assertThat(failed.reason()).contains("not allowed", "pulser.egress.allow");
        });
    }

    @Test
    void reconnectsWithinFiveSeconds() throws InterruptedException {
        var scripted = stateless();
        var server = start(scripted);
        say(server);
        scripted.stop();
        assertThat(ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT))
                .isInstanceOf(RequestOutcome.NotSent.class);
        await().until(() -> server.summary().contains("Connection failed"));

        scripted.start(true);

        await().atMost(Duration.ofSeconds(5)).until(() -> server.state() instanceof ServerState.Ready);
        assertThat(say(server)).isEqualTo(WORLD);
    }

    @Test
    void detectsTheLossOfAServerBetweenCalls() throws InterruptedException {
        var scripted = handshake();
        var server = start(scripted);
        ready(server);
        await().until(() ->
                scripted.requests.stream().anyMatch(request -> request.http().equals("GET")));

        scripted.stop();

        await().atMost(Duration.ofSeconds(5)).until(() -> server.state() instanceof ServerState.Starting);
    }

    @Test
    void losesACallWhoseStreamEndsEarly() throws InterruptedException {
        var scripted = stateless();
        var server = start(scripted);
        scripted.once((self, exchange, id) -> {
            ScriptedHttpServer.open(exchange);
            ScriptedHttpServer.write(exchange, "data: {\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"resu");
            exchange.close();
        });

        var outcome = ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT);

        assertThat(outcome).isEqualTo(new RequestOutcome.Lost("Response stream ended before the response"));
        assertThat(scripted.count("tools/call")).isEqualTo(1);
        assertThat(say(server)).isEqualTo(WORLD);
    }

    @Test
    void resumesAStreamWithEventIds() throws InterruptedException {
        var scripted = handshake();
        var server = start(scripted);
        scripted.once((self, exchange, id) -> {
            ScriptedHttpServer.open(exchange);
            ScriptedHttpServer.write(exchange, "id: call-" + id + "\nretry: 300\ndata: \n\n");
            exchange.close();
        });

        var before = System.nanoTime();
        var outcome = ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT);

        assertThat(structured(outcome)).isEqualTo(WORLD);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(290));
        assertThat(scripted.count("tools/call")).isEqualTo(1);
    }

    @Test
    void requiresAuthorizationAndIgnoresItsMetadata() throws InterruptedException {
        var hint = stateless();
        var scripted = ScriptedHttpServer.stateless();
        try (scripted) {
            scripted.always((self, exchange, id) -> {
                exchange.getResponseHeaders()
                        .set("WWW-Authenticate", "Bearer resource_metadata=\"%s\"".formatted(hint.url()));
                ScriptedHttpServer.json(exchange, 401, "{}");
            });
            var server = start(scripted);

            await().until(() -> server.state() instanceof ServerState.Failed);

            assertThat(server.state()).isInstanceOfSatisfying(ServerState.Failed.class, failed -> {
                assertThat(failed.code()).isEqualTo("auth-error");
                assertThat(failed.reason()).contains("Authorization required").contains("HTTP 401");
            });
            assertThat(hint.requests).isEmpty();
        }
    }

    @Test
    void doesNotFollowRedirects() throws InterruptedException {
        var target = stateless();
        var scripted = ScriptedHttpServer.stateless();
        try (scripted) {
            scripted.always((self, exchange, id) -> {
                exchange.getResponseHeaders().set("Location", target.url().toString());
                ScriptedHttpServer.json(exchange, 307, "");
            });
            var server = start(scripted);

            await().until(() -> server.summary().contains("redirects are not followed"));

            assertThat(target.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/octet-stream"})
    void losesACallAnsweredByAnotherContentType(String type) throws InterruptedException {
        var scripted = stateless();
        var server = start(scripted);
        scripted.once((self, exchange, id) -> ScriptedHttpServer.answer(exchange, 200, type, "<html>"));

        assertThat(ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT))
                .isInstanceOfSatisfying(
                        RequestOutcome.Lost.class,
                        lost -> assertThat(lost.reason()).contains(type));
        assertThat(say(server)).isEqualTo(WORLD);
        assertThat(server.summary()).contains("starts=1");
    }

    @Test
    void failsOnlyTheCallWithAnOversizedResponse() throws InterruptedException {
        var scripted = stateless();
        var server = start(scripted);
        var huge = "x".repeat(3_000_000);
        scripted.once((self, exchange, id) ->
                ScriptedHttpServer.json(exchange, 200, ScriptedHttpServer.result(id, "\"" + huge + "\"")));
        var whole = ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT);
        scripted.once((self, exchange, id) -> {
            ScriptedHttpServer.open(exchange);
            ScriptedHttpServer.event(exchange, null, ScriptedHttpServer.result(id, "\"" + huge + "\""));
            exchange.close();
        });
        var streamed = ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT);

        assertThat(whole).isInstanceOf(RequestOutcome.TooLarge.class);
        assertThat(streamed)
                .isInstanceOfSatisfying(
                        RequestOutcome.TooLarge.class,
                        tooLarge -> assertThat(tooLarge.bytes()).isGreaterThan(3_000_000));
        assertThat(say(server)).isEqualTo(WORLD);
        assertThat(server.summary()).contains("starts=1");
    }

    @Test
    void closesAnEndlessStreamAtTheTimeout() throws InterruptedException {
        var scripted = stateless();
        var server = start(scripted, Duration.ofMillis(500));
        scripted.once((self, exchange, id) -> {
            ScriptedHttpServer.open(exchange);
            try {
                for (int i = 0; i < 1_000_000; i++) {
                    ScriptedHttpServer.write(exchange, ": and on\n\n");
                }
            } catch (IOException e) {
                self.streamBroken.countDown();
            }
        });

        assertThat(ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT)).isEqualTo(new RequestOutcome.TimedOut());

        assertThat(scripted.streamBroken.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(scripted.count("notifications/cancelled")).isZero();
        assertThat(say(server)).isEqualTo(WORLD);
        assertThat(server.summary()).contains("starts=1");
    }

    @Test
    void sendsACancellationWithTheHandshakeRevision() throws InterruptedException {
        var scripted = handshake();
        var server = start(scripted, Duration.ofMillis(500));
        scripted.once((self, exchange, id) -> ScriptedHttpServer.open(exchange));

        assertThat(ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT)).isEqualTo(new RequestOutcome.TimedOut());

        await().until(() -> scripted.count("notifications/cancelled") == 1);
        assertThat(say(server)).isEqualTo(WORLD);
    }

    @ParameterizedTest
    @CsvSource({
        "500, Lost, starts=1",
        "502, Lost, starts=2",
        "503, ErrorResponse, starts=2",
        "429, ErrorResponse, starts=1",
        "413, ErrorResponse, starts=1"
    })
    void mapsHttpStatuses(int status, String outcome, String starts) throws InterruptedException {
        var scripted = stateless();
        var server = start(scripted);
        scripted.once((self, exchange, id) -> ScriptedHttpServer.answer(exchange, status, "text/plain", "no"));

        assertThat(ready(server)
                        .callTool("say", Json.EMPTY_OBJECT, CONTEXT)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(outcome);
        assertThat(say(server)).isEqualTo(WORLD);
        assertThat(server.summary()).contains(starts);
    }

    @Test
    void returnsTheJsonRpcErrorOfAnErrorStatus() throws InterruptedException {
        var scripted = stateless();
        var server = start(scripted);
        scripted.once((self, exchange, id) ->
                ScriptedHttpServer.json(exchange, 404, ScriptedHttpServer.error(id, -32601, "no such", null)));

        assertThat(ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT))
                .isInstanceOfSatisfying(
                        RequestOutcome.ErrorResponse.class,
                        error -> assertThat(error.code()).isEqualTo(-32601));
        assertThat(server.summary()).contains("starts=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":{}}]",
                "{\"jsonrpc\":\"1.0\",\"id\":%s,\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":{}}",
                "no JSON %s"
            })
    void losesOnlyTheCallWithAnInvalidResponse(String answer) throws InterruptedException {
        var scripted = stateless();
        var server = start(scripted);
        scripted.once((self, exchange, id) -> ScriptedHttpServer.json(exchange, 200, answer.replace("%s", id)));

        assertThat(ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT)).isInstanceOf(RequestOutcome.Lost.class);
        assertThat(say(server)).isEqualTo(WORLD);
        assertThat(server.summary()).contains("starts=1");
    }

    @Test
    void refreshesTheToolListAfterANotification() throws InterruptedException, IOException {
        var scripted = handshake();
        var server = start(scripted);
        ready(server);
        await().until(() ->
                scripted.requests.stream().anyMatch(request -> request.http().equals("GET")));
        scripted.list("{\"name\":\"other\"}");

        scripted.notifyAll("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");

        await().atMost(Duration.ofSeconds(10)).until(() -> server.tools().containsKey("other"));
        assertThat(server.tools()).containsOnlyKeys("other");
    }

    @Test
    void rejectsRequestsAndAnswersPings() throws InterruptedException {
        var scripted = handshake();
        var server = start(scripted);
        scripted.once((self, exchange, id) -> {
            ScriptedHttpServer.open(exchange);
            ScriptedHttpServer.event(exchange, null, "{\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"ping\"}");
            ScriptedHttpServer.event(exchange, null, "{\"jsonrpc\":\"2.0\",\"id\":\"r\",\"method\":\"roots/list\"}");
            ScriptedHttpServer.event(exchange, null, ScriptedHttpServer.result(id, ScriptedHttpServer.SAY_RESULT));
            exchange.close();
        });

        assertThat(say(server)).isEqualTo(WORLD);

        await().untilAsserted(() -> assertThat(scripted.requests)
                .extracting(ScriptedHttpServer.ReceivedRequest::body)
                .anyMatch(body -> body.contains("\"id\":\"p\"") && body.contains("\"result\":{}"))
                .anyMatch(body -> body.contains("\"id\":\"r\"") && body.contains("-32601")));
        assertThat(server.summary()).contains("rejected-requests=1");
    }

    private ScriptedHttpServer stateless() {
        var made = ScriptedHttpServer.stateless();
        scripted = made;
        return made;
    }

    private ScriptedHttpServer handshake() {
        var made = ScriptedHttpServer.handshake();
        scripted = made;
        return made;
    }

    private SupervisedServer start(ScriptedHttpServer scripted) {
        return start(TestServers.url(scripted.url()));
    }

    private SupervisedServer start(String declaration) {
        return start(declaration, TestServers.config(folder));
    }

    private SupervisedServer start(ScriptedHttpServer scripted, Duration callTimeout) {
        return start(TestServers.url(scripted.url()), TestServers.config(folder).withCallTimeout(callTimeout));
    }

    private SupervisedServer start(String declaration, McpClientConfig config) {
        var made = TestServers.of(folder, Map.of("far", declaration), config);
        servers = made;
        made.start();
        return made.find("far").orElseThrow();
    }

    private static McpClientSession ready(SupervisedServer server) throws InterruptedException {
        var state = server.await();
        assertThat(state).isInstanceOf(ServerState.Ready.class);
        return ((ServerState.Ready) state).session();
    }

    private static String say(SupervisedServer server) throws InterruptedException {
        return structured(ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT));
    }

    private static String structured(RequestOutcome outcome) {
        assertThat(outcome).isInstanceOf(RequestOutcome.Result.class);
        var structured = ((RequestOutcome.Result) outcome).value().member("structuredContent");
        return structured == null ? "" : structured.text();
    }
}
