// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.mcp.rpc.RequestOutcome;
import dev.pulser.mcp.rpc.ToolProgress;
import dev.pulser.mcp.session.McpClientSession;
import dev.pulser.mcp.session.ToolCallContext;
import dev.pulser.service.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compatibility with servers of the official Java SDK. */
@Timeout(120)
class JavaSdkPeerTest {

    private static final ToolCallContext CONTEXT = new ToolCallContext("tsk_1/0", 1, null);

    @TempDir
    private Path folder;

    private @Nullable JavaSdkServer peer;
    private int port;
    private @Nullable McpServers servers;

    @AfterEach
    void close() throws Exception {
        if (servers != null) {
            servers.close();
        }
        if (peer != null) {
            peer.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stdio", "http"})
    void callsTools(String transport) throws Exception {
        var server = start(transport);
        var progress = new CopyOnWriteArrayList<ToolProgress>();

        var outcome = ready(server).callTool("slow", new Json("{\"a\":\"ü\"}"), CONTEXT, progress::add);

        assertThat(server.tools()).containsOnlyKeys("echo", "slow", "roots");
        assertThat(structured(outcome)).isEqualTo("{\"a\":\"ü\"}");
        assertThat(ready(server).version()).isEqualTo("2025-11-25");
        await().untilAsserted(() ->
                assertThat(progress).extracting(ToolProgress::message).containsExactly("step 1", "step 2", "step 3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stdio", "http"})
    void rejectsRequestsOfTheServer(String transport) throws Exception {
        var server = start(transport);

        assertThat(structured(ready(server).callTool("roots", Json.EMPTY_OBJECT, CONTEXT)))
                .isEqualTo("{\"rejected\":true}");
    }

    @Test
    void reconnectsToARestartedServer() throws Exception {
        var server = start("http");
        var first = ready(server);
        requireNonNull(peer).close();
        peer = JavaSdkServer.listen(port);

        var outcome = first.callTool("echo", Json.EMPTY_OBJECT, CONTEXT);

        assertThat(outcome).isNotInstanceOf(RequestOutcome.Lost.class);
        await().atMost(Duration.ofSeconds(6))
                .until(() -> server.state() instanceof ServerState.Ready ready
                        && !ready.session().isClosed());
        assertThat(structured(ready(server).callTool("echo", Json.EMPTY_OBJECT, CONTEXT)))
                .isEqualTo("{}");
    }

    @Test
    void refreshesTheToolListAfterANotification() throws Exception {
        var server = start("http");
        ready(server);

        // The server stream may not be open yet: repeat until the notification arrives.
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    if (!server.tools().containsKey("added")) {
                        requireNonNull(peer).addTool("added");
                    }
                    return server.tools().containsKey("added");
                });
    }

    private SupervisedServer start(String transport) throws Exception {
        String declaration;
        if (transport.equals("http")) {
            var made = JavaSdkServer.listen(0);
            peer = made;
            port = made.port();
            declaration = TestServers.url(made.url());
        } else {
            declaration = """
                    {"command": %s, "args": ["-XX:TieredStopAtLevel=1", "-cp", %s, %s]}""".formatted(
                    text(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                    text(System.getProperty("java.class.path")),
                    text(JavaSdkServer.class.getName()));
        }
        var made = TestServers.of(folder, Map.of("sdk", declaration), TestServers.config(folder));
        servers = made;
        made.start();
        return made.find("sdk").orElseThrow();
    }

    private static String text(String value) {
        return Json.string(value).text();
    }

    private static McpClientSession ready(SupervisedServer server) throws InterruptedException {
        var state = server.await();
        assertThat(state).isInstanceOf(ServerState.Ready.class);
        return ((ServerState.Ready) state).session();
    }

    private static String structured(RequestOutcome outcome) {
        assertThat(outcome).isInstanceOf(RequestOutcome.Result.class);
        var structured = ((RequestOutcome.Result) outcome).value().member("structuredContent");
        return structured == null ? "" : structured.text();
    }
}
