// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pulser.adapters.coordinator.rpc.Reply;
import dev.pulser.adapters.coordinator.rpc.ToolProgress;
import dev.pulser.adapters.json.Json;
import dev.pulser.contract.egress.EgressPolicy;
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

/** Against real servers over HTTP, of both eras, each broken in its own way. */
@Timeout(60)
class StreamableServerTest {

    private static final ToolCallContext CONTEXT = new ToolCallContext("tsk_1/0", 1, null);
    private static final String WORLD = "{\"hello\":\"world\"}";

    @TempDir
    private Path folder;

    private @Nullable HttpPeer peer;
    private @Nullable McpServers servers;

    @AfterEach
    void close() {
        if (servers != null) {
            servers.close();
        }
        if (peer != null) {
            peer.close();
        }
    }

    @Test
    void speaksToANewerServerWithoutASession() throws InterruptedException {
        var peer = modern();
        var server = start(peer);

        assertThat(say(server)).isEqualTo(WORLD);

        assertThat(ready(server).version()).isEqualTo("2026-07-28");
        var call = peer.last("tools/call");
        assertThat(call.header("MCP-Protocol-Version")).isEqualTo("2026-07-28");
        assertThat(call.header("Mcp-Method")).isEqualTo("tools/call");
        assertThat(call.header("Mcp-Name")).isEqualTo("say");
        assertThat(call.header("Authorization")).isEqualTo("Bearer yes");
        assertThat(call.header("Accept")).isEqualTo("application/json, text/event-stream");
        assertThat(call.body()).contains("\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"");
        assertThat(peer.count("initialize")).isZero();
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
    void sendsAMarkedParameterInAHeaderAsWell(String region, String header) throws InterruptedException {
        var peer = modern();
        var server = start(peer);

        var reply = ready(server).call("say", new Json("{\"region\":\"" + region + "\"}"), CONTEXT);

        assertThat(reply).isInstanceOf(Reply.Result.class);
        assertThat(peer.last("tools/call").header("Mcp-Param-Region")).isEqualTo(header);
    }

    @Test
    void listsTheToolsAgainWhenTheHeadersAreNotWhatTheServerWants() throws InterruptedException {
        var peer = modern();
        peer.list("{\"name\":\"say\"}");
        var server = start(peer);
        ready(server);
        peer.list(HttpPeer.TOOLS);

        var reply = ready(server).call("say", new Json("{\"region\":\"eu\"}"), CONTEXT);

        assertThat(reply).isInstanceOf(Reply.Result.class);
        assertThat(peer.count("tools/call")).isEqualTo(2);
    }

    @Test
    void speaksToAnOlderServerInASession() throws InterruptedException {
        var peer = legacy();
        var server = start(peer);

        assertThat(say(server)).isEqualTo(WORLD);
        server.close();

        assertThat(peer.asked)
                .filteredOn(request -> request.http().equals("POST"))
                .extracting(HttpPeer.Asked::method)
                .containsExactly(
                        "server/discover", "initialize", "notifications/initialized", "tools/list", "tools/call");
        var call = peer.last("tools/call");
        assertThat(call.header("Mcp-Session-Id")).isEqualTo("session-1");
        assertThat(call.header("MCP-Protocol-Version")).isEqualTo("2025-11-25");
        assertThat(call.header("Mcp-Method")).isEmpty();
        assertThat(peer.asked).anyMatch(request -> request.http().equals("DELETE"));
    }

    @Test
    void speaksTheVersionThatIsDeclaredWithoutAsking() throws InterruptedException {
        var peer = legacy();
        var declaration = "{\"url\":\"%s\",\"protocol\":\"2025-11-25\"}".formatted(peer.url());
        var server = start(declaration);

        assertThat(say(server)).isEqualTo(WORLD);

        assertThat(peer.count("server/discover")).isZero();
    }

    @Test
    void readsAnAnswerFromAStreamOfEvents() throws InterruptedException {
        var peer = modern();
        var server = start(peer);
        var progress = new CopyOnWriteArrayList<ToolProgress>();
        peer.once((self, exchange, id) -> {
            HttpPeer.open(exchange);
            for (var step : List.of("1", "2", "2", "1", "4")) {
                HttpPeer.event(
                        exchange,
                        null,
                        ("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":"
                                        + "{\"progressToken\":%s,\"progress\":%s,\"total\":4,\"message\":\"at %s\"}}")
                                .formatted(id, step, step));
            }
            HttpPeer.write(exchange, ": still here\r\n\r\ndata: " + HttpPeer.result("99", "{}") + "\r\n\r\n");
            HttpPeer.event(exchange, null, HttpPeer.result(id, HttpPeer.SAID));
            exchange.close();
        });

        var reply = ready(server).call("say", Json.EMPTY_OBJECT, CONTEXT, progress::add);

        assertThat(structured(reply)).isEqualTo(WORLD);
        assertThat(progress)
                .containsExactly(
                        new ToolProgress("at 1", 0.25), new ToolProgress("at 2", 0.5), new ToolProgress("at 4", 1.0));
        assertThat(peer.last("tools/call").body()).contains("\"progressToken\":");
        assertThat(server.summary()).contains("unmatched-answers=1");
    }

    @Test
    void greetsAgainWhenItsSessionIsGoneAndCallsOnce() throws InterruptedException {
        var peer = legacy();
        var server = start(peer);
        say(server);
        peer.forgetSessions();

        var reply = ready(server).call("say", Json.EMPTY_OBJECT, CONTEXT);

        assertThat(reply).isInstanceOf(Reply.NotSent.class);
        assertThat(say(server)).isEqualTo(WORLD);
        assertThat(peer.last("tools/call").header("Mcp-Session-Id")).isEqualTo("session-2");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "true, false", "false, true"})
    void findsAServerAgainThatWasStartedAgainPerhapsInTheOtherEra(boolean before, boolean after)
            throws InterruptedException {
        var peer = before ? modern() : legacy();
        var server = start(peer);
        say(server);
        peer.stop();
        peer.start(after);

        var reply = ready(server).call("say", Json.EMPTY_OBJECT, CONTEXT);
        var next = reply instanceof Reply.Result ? structured(reply) : say(server);

        assertThat(next).isEqualTo(WORLD);
        assertThat(ready(server).version()).isEqualTo(after ? "2026-07-28" : "2025-11-25");
        assertThat(reply).isNotInstanceOf(Reply.Lost.class);
    }

    @Test
    void losesEveryCallOnItsWayAtOnceWhenItsServerGoes() throws InterruptedException {
        var peer = modern();
        var server = start(peer);
        var session = ready(server);
        peer.always((self, exchange, id) -> HttpPeer.open(exchange));
        var replies = new CopyOnWriteArrayList<Reply>();
        var calls = IntStream.range(0, 20)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    try {
                        replies.add(session.call("say", Json.EMPTY_OBJECT, CONTEXT));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        await().until(() -> peer.count("tools/call") == 20);

        peer.stop();

        for (var call : calls) {
            assertThat(call.join(Duration.ofSeconds(1))).isTrue();
        }
        assertThat(replies).hasSize(20).hasOnlyElementsOfType(Reply.Lost.class);
        assertThat(session.isOver()).isTrue();
    }

    @Test
    void connectsToNoAddressThatANameStandsForUnlessItIsAllowed() throws IOException {
        var name = InetAddress.getLocalHost().getHostName();
        assumeTrue(!name.contains("."), "the name of this machine is one of its own");
        Files.writeString(
                folder.resolve("mcp.json"), "{\"mcpServers\":{\"far\":{\"url\":\"http://%s:1/\"}}}".formatted(name));
        var made = new McpServers(
                TestServers.config(folder), Map.<String, String>of()::get, EgressPolicy.allowing(List.of()));
        servers = made;
        made.start();
        var server = made.find("far").orElseThrow();

        await().until(() -> server.state() instanceof ServerState.Unusable);

        assertThat(server.state()).isInstanceOfSatisfying(ServerState.Unusable.class, unusable -> {
            assertThat(unusable.code()).isEqualTo("egress-blocked");
            assertThat(unusable.reason()).contains("EGRESS_BLOCKED", "pulser.egress.allow");
        });
    }

    @Test
    void isThereAgainWithinFiveSecondsOfItsServer() throws InterruptedException {
        var peer = modern();
        var server = start(peer);
        say(server);
        peer.stop();
        assertThat(ready(server).call("say", Json.EMPTY_OBJECT, CONTEXT)).isInstanceOf(Reply.NotSent.class);
        await().until(() -> server.summary().contains("cannot be reached"));

        peer.start(true);

        await().atMost(Duration.ofSeconds(5)).until(() -> server.state() instanceof ServerState.Ready);
        assertThat(say(server)).isEqualTo(WORLD);
    }

    @Test
    void noticesBetweenCallsThatAnOlderServerIsGone() throws InterruptedException {
        var peer = legacy();
        var server = start(peer);
        ready(server);
        await().until(() ->
                peer.asked.stream().anyMatch(request -> request.http().equals("GET")));

        peer.stop();

        await().atMost(Duration.ofSeconds(5)).until(() -> server.state() instanceof ServerState.Starting);
    }

    @Test
    void losesACallWhoseStreamBreaksOff() throws InterruptedException {
        var peer = modern();
        var server = start(peer);
        peer.once((self, exchange, id) -> {
            HttpPeer.open(exchange);
            HttpPeer.write(exchange, "data: {\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"resu");
            exchange.close();
        });

        var reply = ready(server).call("say", Json.EMPTY_OBJECT, CONTEXT);

        assertThat(reply).isEqualTo(new Reply.Lost("its answer broke off"));
        assertThat(peer.count("tools/call")).isEqualTo(1);
        assertThat(say(server)).isEqualTo(WORLD);
    }

    @Test
    void asksForTheRestOfAStreamThatAnOlderServerNumbers() throws InterruptedException {
        var peer = legacy();
        var server = start(peer);
        peer.once((self, exchange, id) -> {
            HttpPeer.open(exchange);
            HttpPeer.write(exchange, "id: call-" + id + "\nretry: 300\ndata: \n\n");
            exchange.close();
        });

        var before = System.nanoTime();
        var reply = ready(server).call("say", Json.EMPTY_OBJECT, CONTEXT);

        assertThat(structured(reply)).isEqualTo(WORLD);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(290));
        assertThat(peer.count("tools/call")).isEqualTo(1);
    }

    @Test
    void needsAuthorizationAndFollowsNoHintWhereToGetIt() throws InterruptedException {
        var hint = modern();
        var peer = HttpPeer.modern();
        try (peer) {
            peer.always((self, exchange, id) -> {
                exchange.getResponseHeaders()
                        .set("WWW-Authenticate", "Bearer resource_metadata=\"%s\"".formatted(hint.url()));
                HttpPeer.json(exchange, 401, "{}");
            });
            var server = start(peer);

            await().until(() -> server.state() instanceof ServerState.Unusable);

            assertThat(server.state()).isInstanceOfSatisfying(ServerState.Unusable.class, unusable -> {
                assertThat(unusable.code()).isEqualTo("auth-error");
                assertThat(unusable.reason()).contains("needs authorization").contains("HTTP 401");
            });
            assertThat(hint.asked).isEmpty();
        }
    }

    @Test
    void followsNoRedirect() throws InterruptedException {
        var target = modern();
        var peer = HttpPeer.modern();
        try (peer) {
            peer.always((self, exchange, id) -> {
                exchange.getResponseHeaders().set("Location", target.url().toString());
                HttpPeer.json(exchange, 307, "");
            });
            var server = start(peer);

            await().until(() -> server.summary().contains("redirects are never followed"));

            assertThat(target.asked).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/octet-stream"})
    void doesNotKnowWhatBecameOfACallThatIsAnsweredByAPage(String type) throws InterruptedException {
        var peer = modern();
        var server = start(peer);
        peer.once((self, exchange, id) -> HttpPeer.answer(exchange, 200, type, "<html>"));

        assertThat(ready(server).call("say", Json.EMPTY_OBJECT, CONTEXT))
                .isInstanceOfSatisfying(
                        Reply.Lost.class, lost -> assertThat(lost.reason()).contains(type));
        assertThat(say(server)).isEqualTo(WORLD);
        assertThat(server.summary()).contains("starts=1");
    }

    @Test
    void failsOnlyTheCallWhoseAnswerIsTooLarge() throws InterruptedException {
        var peer = modern();
        var server = start(peer);
        var huge = "x".repeat(3_000_000);
        peer.once((self, exchange, id) -> HttpPeer.json(exchange, 200, HttpPeer.result(id, "\"" + huge + "\"")));
        var whole = ready(server).call("say", Json.EMPTY_OBJECT, CONTEXT);
        peer.once((self, exchange, id) -> {
            HttpPeer.open(exchange);
            HttpPeer.event(exchange, null, HttpPeer.result(id, "\"" + huge + "\""));
            exchange.close();
        });
        var streamed = ready(server).call("say", Json.EMPTY_OBJECT, CONTEXT);

        assertThat(whole).isInstanceOf(Reply.TooLarge.class);
        assertThat(streamed)
                .isInstanceOfSatisfying(
                        Reply.TooLarge.class,
                        tooLarge -> assertThat(tooLarge.bytes()).isGreaterThan(3_000_000));
        assertThat(say(server)).isEqualTo(WORLD);
        assertThat(server.summary()).contains("starts=1");
    }

    @Test
    void givesUpAStreamWithoutAnEndAndClosesIt() throws InterruptedException {
        var peer = modern();
        var server = start(peer, Duration.ofMillis(500));
        peer.once((self, exchange, id) -> {
            HttpPeer.open(exchange);
            try {
                for (int i = 0; i < 1_000_000; i++) {
                    HttpPeer.write(exchange, ": and on\n\n");
                }
            } catch (IOException e) {
                self.streamBroken.countDown();
            }
        });

        assertThat(ready(server).call("say", Json.EMPTY_OBJECT, CONTEXT)).isEqualTo(new Reply.TimedOut());

        assertThat(peer.streamBroken.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(peer.count("notifications/cancelled")).isZero();
        assertThat(say(server)).isEqualTo(WORLD);
        assertThat(server.summary()).contains("starts=1");
    }

    @Test
    void tellsAnOlderServerThatACallIsCancelled() throws InterruptedException {
        var peer = legacy();
        var server = start(peer, Duration.ofMillis(500));
        peer.once((self, exchange, id) -> HttpPeer.open(exchange));

        assertThat(ready(server).call("say", Json.EMPTY_OBJECT, CONTEXT)).isEqualTo(new Reply.TimedOut());

        await().until(() -> peer.count("notifications/cancelled") == 1);
        assertThat(say(server)).isEqualTo(WORLD);
    }

    @ParameterizedTest
    @CsvSource({
        "500, Lost, starts=1",
        "502, Lost, starts=2",
        "503, Refused, starts=2",
        "429, Refused, starts=1",
        "413, Refused, starts=1"
    })
    void saysWhatAStatusMeansForACall(int status, String reply, String starts) throws InterruptedException {
        var peer = modern();
        var server = start(peer);
        peer.once((self, exchange, id) -> HttpPeer.answer(exchange, status, "text/plain", "no"));

        assertThat(ready(server)
                        .call("say", Json.EMPTY_OBJECT, CONTEXT)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(reply);
        assertThat(say(server)).isEqualTo(WORLD);
        assertThat(server.summary()).contains(starts);
    }

    @Test
    void passesOnTheErrorThatComesWithAStatus() throws InterruptedException {
        var peer = modern();
        var server = start(peer);
        peer.once((self, exchange, id) -> HttpPeer.json(exchange, 404, HttpPeer.error(id, -32601, "no such", null)));

        assertThat(ready(server).call("say", Json.EMPTY_OBJECT, CONTEXT))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(-32601));
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
    void losesOnlyTheCallWhoseAnswerIsNone(String answer) throws InterruptedException {
        var peer = modern();
        var server = start(peer);
        peer.once((self, exchange, id) -> HttpPeer.json(exchange, 200, answer.replace("%s", id)));

        assertThat(ready(server).call("say", Json.EMPTY_OBJECT, CONTEXT)).isInstanceOf(Reply.Lost.class);
        assertThat(say(server)).isEqualTo(WORLD);
        assertThat(server.summary()).contains("starts=1");
    }

    @Test
    void listsTheToolsAgainWhenAnOlderServerSaysTheyChanged() throws InterruptedException, IOException {
        var peer = legacy();
        var server = start(peer);
        ready(server);
        await().until(() ->
                peer.asked.stream().anyMatch(request -> request.http().equals("GET")));
        peer.list("{\"name\":\"other\"}");

        peer.tell("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");

        await().atMost(Duration.ofSeconds(10)).until(() -> server.tools().containsKey("other"));
        assertThat(server.tools()).containsOnlyKeys("other");
    }

    @Test
    void refusesWhatAnOlderServerAsksAndAnswersItsPing() throws InterruptedException {
        var peer = legacy();
        var server = start(peer);
        peer.once((self, exchange, id) -> {
            HttpPeer.open(exchange);
            HttpPeer.event(exchange, null, "{\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"ping\"}");
            HttpPeer.event(exchange, null, "{\"jsonrpc\":\"2.0\",\"id\":\"r\",\"method\":\"roots/list\"}");
            HttpPeer.event(exchange, null, HttpPeer.result(id, HttpPeer.SAID));
            exchange.close();
        });

        assertThat(say(server)).isEqualTo(WORLD);

        await().untilAsserted(() -> assertThat(peer.asked)
                .extracting(HttpPeer.Asked::body)
                .anyMatch(body -> body.contains("\"id\":\"p\"") && body.contains("\"result\":{}"))
                .anyMatch(body -> body.contains("\"id\":\"r\"") && body.contains("-32601")));
        assertThat(server.summary()).contains("refused-requests=1");
    }

    private HttpPeer modern() {
        var made = HttpPeer.modern();
        peer = made;
        return made;
    }

    private HttpPeer legacy() {
        var made = HttpPeer.legacy();
        peer = made;
        return made;
    }

    private McpServer start(HttpPeer peer) {
        return start(TestServers.url(peer.url()));
    }

    private McpServer start(String declaration) {
        return start(declaration, TestServers.config(folder));
    }

    private McpServer start(HttpPeer peer, Duration callTimeout) {
        return start(TestServers.url(peer.url()), TestServers.config(folder).withCallTimeout(callTimeout));
    }

    private McpServer start(String declaration, McpConfig config) {
        var made = TestServers.of(folder, Map.of("far", declaration), config);
        servers = made;
        made.start();
        return made.find("far").orElseThrow();
    }

    private static McpSession ready(McpServer server) throws InterruptedException {
        var state = server.await();
        assertThat(state).isInstanceOf(ServerState.Ready.class);
        return ((ServerState.Ready) state).session();
    }

    private static String say(McpServer server) throws InterruptedException {
        return structured(ready(server).call("say", Json.EMPTY_OBJECT, CONTEXT));
    }

    private static String structured(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Result.class);
        var structured = ((Reply.Result) reply).value().member("structuredContent");
        return structured == null ? "" : structured.text();
    }
}
