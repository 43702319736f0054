// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.mcp.rpc.RequestOutcome;
import dev.pulser.mcp.rpc.ToolProgress;
import dev.pulser.mcp.session.McpClientSession;
import dev.pulser.mcp.session.ToolCallContext;
import dev.pulser.service.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stdio servers as real processes, with one defect each. */
@Timeout(60)
class StdioServerTest {

    private static final ToolCallContext CONTEXT = new ToolCallContext("tsk_1/0", 1, null);

    @TempDir
    private Path folder;

    private @Nullable McpServers servers;

    @AfterEach
    void close() {
        if (servers != null) {
            servers.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stateless, 2026-07-28",
        "other-version, 2026-07-28",
        "handshake, 2025-06-18",
        "silent-discover, 2025-06-18",
        "dies-of-discover, 2025-06-18"
    })
    void negotiatesTheProtocolVersion(String mode, String version) throws InterruptedException {
        var server = start(mode);

        assertThat(ready(server).version()).isEqualTo(version);
        assertThat(server.tools()).containsOnlyKeys("add", "say");
        assertThat(say(server)).isEqualTo("{\"hello\":\"world\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "blank",
                "not-utf8",
                "nul",
                "batch",
                "version-1",
                "wrong-id",
                "twice",
                "sends-requests",
                "stderr-flood",
                "stderr-close"
            })
    void toleratesInvalidOutput(String mode) throws InterruptedException {
        var server = start(mode);

        assertThat(say(server)).isEqualTo("{\"hello\":\"world\"}");
        assertThat(say(server)).isEqualTo("{\"hello\":\"world\"}");
        assertThat(server.summary()).contains("starts=1");
    }

    @ParameterizedTest
    @CsvSource({
        "garbage, skipped-messages=1",
        "blank, skipped-messages=2",
        "wrong-id, unmatched-responses=2",
        "sends-requests, rejected-requests=1"
    })
    void countsUnusableMessages(String mode, String count) throws InterruptedException {
        var server = start(mode);

        say(server);

        assertThat(server.summary()).contains(count);
    }

    @Test
    void rejectsRequestsOfTheServer() throws InterruptedException {
        var server = start("sends-requests");
        say(server);

        assertThat(report(server)).contains("\"rejected\":true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"big", "big-id-last"})
    void failsOnlyTheCallWithAnOversizedResponse(String mode) throws InterruptedException {
        var server = start(mode);

        var outcome = ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RequestOutcome.TooLarge.class,
                        tooLarge -> assertThat(tooLarge.bytes()).isGreaterThan(20_000_000));
        assertThat(server.summary()).contains("ready").contains("starts=1");
    }

    @Test
    void cancelsACallAtItsTimeout() throws InterruptedException {
        var config = TestServers.config(folder).withCallTimeout(Duration.ofMillis(500));
        servers = TestServers.of(folder, Map.of("hang", TestServers.declaration("hang")), config);
        servers.start();
        var server = servers.find("hang").orElseThrow();

        assertThat(ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT)).isEqualTo(new RequestOutcome.TimedOut());

        assertThat(report(server)).contains("\"cancelled\":\"").doesNotContain("\"cancelled\":\"\"");
    }

    @Test
    void cancelsAnInterruptedCall() throws InterruptedException {
        var server = start("handshake");
        var session = ready(server);
        var call = Thread.ofVirtual().start(() -> {
            try {
                session.callTool("say", new Json("{\"do\":\"silence\"}"), new ToolCallContext("tsk_2/0", 1, null));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> report(server).contains("tsk_2/0"));

        call.interrupt();

        assertThat(call.join(Duration.ofSeconds(1))).isTrue();
        await().until(() -> !report(server).contains("\"cancelled\":\"\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crash", "stdout-close"})
    void failsPendingCallsAndRestartsAServerThatExits(String mode) throws InterruptedException {
        var server = start(mode);
        say(server);
        var session = ready(server);

        var before = System.nanoTime();
        var outcome = session.callTool("say", Json.EMPTY_OBJECT, CONTEXT);

        assertThat(outcome).isInstanceOf(RequestOutcome.Lost.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(say(server)).isEqualTo("{\"hello\":\"world\"}");
        assertThat(server.summary()).contains("starts=2");
    }

    @Test
    void killsChildProcesses() throws InterruptedException {
        var server = start("family");
        var child = Long.parseLong(report(server).replaceAll(".*\"child\":(\\d+).*", "$1"));
        assertThat(ProcessHandle.of(child)).hasValueSatisfying(ProcessHandle::isAlive);

        assertThat(ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT)).isInstanceOf(RequestOutcome.Lost.class);

        await().atMost(Duration.ofSeconds(5))
                .until(() ->
                        ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void failsACallWithATruncatedResponse() throws InterruptedException {
        var server = start("half-line-crash");

        assertThat(ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT))
                .isInstanceOfSatisfying(
                        RequestOutcome.Lost.class,
                        lost -> assertThat(lost.reason()).contains("code 9"));
    }

    @Test
    void keepsTheToolsOfAServerThatIsRestarting() throws InterruptedException {
        var server = start("crash");
        say(server);

        ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT);

        assertThat(server.tools()).containsOnlyKeys("add", "say");
        assertThat(server.hasListedTools()).isTrue();
    }

    @Test
    void backsOffAfterThreeFailedStarts() {
        var server = start("exit-at-init");

        await().atMost(Duration.ofSeconds(30)).until(() -> server.state() instanceof ServerState.BackingOff);

        assertThat(server.summary())
                .contains("backing-off")
                .contains("no licence key")
                .contains("starts=3");
        assertThat(server.hasListedTools()).isFalse();
    }

    @Test
    void namesAMissingProgram() {
        servers = TestServers.of(
                folder, Map.of("none", "{\"command\":\"/no/such/program\"}"), TestServers.config(folder));
        servers.start();
        var server = servers.find("none").orElseThrow();

        await().atMost(Duration.ofSeconds(10)).until(() -> server.state() instanceof ServerState.BackingOff);

        assertThat(server.summary()).contains("/no/such/program");
    }

    @Test
    void namesTheSupportedVersions() {
        var server = start("future");

        await().atMost(Duration.ofSeconds(30)).until(() -> server.state() instanceof ServerState.Failed);

        assertThat(server.state())
                .isInstanceOfSatisfying(
                        ServerState.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo("mcp-incompatible"));
        assertThat(server.summary()).contains("2031-01-01").contains("2025-11-25");
    }

    @Test
    void readsAllPages() throws InterruptedException {
        var server = start("pages");

        ready(server);

        assertThat(server.tools()).containsOnlyKeys("add", "say");
    }

    @Test
    void stopsAtAnEndlessToolList() throws InterruptedException {
        var endless = start("endless-pages");
        assertThat(ready(endless).version()).isNotEmpty();
        assertThat(endless.tools()).hasSize(100);
        close();

        var loop = start("cursor-loop");
        assertThat(ready(loop).version()).isNotEmpty();
        assertThat(loop.tools()).containsOnlyKeys("say");
    }

    @Test
    void reportsIncreasingProgress() throws InterruptedException {
        var server = start("progress");
        var progress = new CopyOnWriteArrayList<ToolProgress>();

        ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT, progress::add);

        assertThat(progress)
                .containsExactly(
                        new ToolProgress("step 1", null),
                        new ToolProgress("step 3", null),
                        new ToolProgress("step 4", null));
    }

    @Test
    void collectsChangeNotifications() throws InterruptedException {
        var server = start("list-changed");
        assertThat(ready(server).version()).isNotEmpty();
        assertThat(server.tools()).containsOnlyKeys("add", "say");

        say(server);

        await().atMost(Duration.ofSeconds(5)).until(() -> server.tools().containsKey("sing"));
        assertThat(server.state().summary()).contains("tools=2");
    }

    @Test
    void limitsToolsToTwoThousand() throws InterruptedException {
        var server = start("many-tools");

        ready(server);

        assertThat(server.tools()).hasSize(2000);
    }

    @Test
    void isReadyWithoutTools() throws InterruptedException {
        var server = start("no-tools");

        assertThat(ready(server).version()).isNotEmpty();
        assertThat(server.tools()).isEmpty();
    }

    @Test
    void keepsTheReasonOfARejectedTool() throws InterruptedException {
        var server = start("pages");

        ready(server);

        assertThat(server.rejectedTools())
                .first()
                .matches(tool -> tool.name().equals("bad name"))
                .matches(tool -> tool.reason().startsWith("name must be"));
    }

    @Test
    void namesTheProductToInstall() {
        var config = TestServers.config(folder).withCommands(List.of("bun"));
        servers = TestServers.of(folder, Map.of("none", "{\"command\":\"bun\"}"), config);
        servers.start();
        var server = servers.find("none").orElseThrow();

        await().atMost(Duration.ofSeconds(10)).until(() -> server.state() instanceof ServerState.BackingOff);

        assertThat(server.summary()).contains("bun is not installed. Install Bun");
    }

    @Test
    void isolatesTheEnvironment() throws InterruptedException {
        assertThat(report(start("handshake"))).contains("\"secret\":\"null\"").contains("\"given\":\"yes\"");
    }

    @Test
    void allowsConcurrentCalls() throws InterruptedException {
        var session = ready(start("stateless"));
        var answered = new java.util.concurrent.atomic.AtomicInteger();

        var threads = java.util.stream.IntStream.range(0, 200)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    try {
                        if (session.callTool("say", Json.EMPTY_OBJECT, CONTEXT) instanceof RequestOutcome.Result) {
                            answered.incrementAndGet();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(answered).hasValue(200);
    }

    @Test
    void endsTheProcessOnClose() throws InterruptedException {
        var server = start("handshake");
        ready(server);
        var before = ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .count();

        server.close();

        await().atMost(Duration.ofSeconds(5))
                .until(() -> ProcessHandle.current()
                                .children()
                                .filter(ProcessHandle::isAlive)
                                .count()
                        == before - 1);
        await().until(() -> server.state() instanceof ServerState.Stopped);
    }

    private SupervisedServer start(String mode) {
        servers = TestServers.of(folder, mode);
        servers.start();
        return servers.find(mode).orElseThrow();
    }

    private static McpClientSession ready(SupervisedServer server) throws InterruptedException {
        var state = server.await();
        assertThat(state).isInstanceOf(ServerState.Ready.class);
        return ((ServerState.Ready) state).session();
    }

    private static String say(SupervisedServer server) throws InterruptedException {
        return structured(ready(server).callTool("say", Json.EMPTY_OBJECT, CONTEXT));
    }

    private static String report(SupervisedServer server) throws InterruptedException {
        return structured(ready(server).callTool("say", new Json("{\"want\":\"report\"}"), CONTEXT));
    }

    private static String structured(RequestOutcome outcome) {
        assertThat(outcome).isInstanceOf(RequestOutcome.Result.class);
        var structured = ((RequestOutcome.Result) outcome).value().member("structuredContent");
        return structured == null ? "" : structured.text();
    }
}
