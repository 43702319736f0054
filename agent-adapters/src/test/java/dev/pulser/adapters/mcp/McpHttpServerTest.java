// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.spi.RecordingListener;
import dev.pulser.adapters.toolcall.TestToolCallers;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.sample.Samples;
import dev.pulser.mcp.McpServers;
import dev.pulser.mcp.ScriptedHttpServer;
import dev.pulser.mcp.TestServers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks of servers over Streamable HTTP. */
@Timeout(60)
class McpHttpServerTest {

    @TempDir
    private Path folder;

    private @Nullable ScriptedHttpServer server;
    private @Nullable McpServers servers;

    @AfterEach
    void close() {
        if (servers != null) {
            servers.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "true, false", "false, true"})
    void succeedsAfterARestartOfTheServer(boolean before, boolean after) throws InterruptedException {
        var server = server(before);
        var adapter = adapter(server);
        assertThat(run(adapter)).isInstanceOf(Outcome.Succeeded.class);
        server.stop();
        server.start(after);

        var outcome = run(adapter);

        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void succeedsAfterTheSessionExpired() throws InterruptedException {
        var server = server(false);
        var adapter = adapter(server);
        run(adapter);
        server.forgetSessions();

        assertThat(run(adapter)).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void waitsForARestartingServer() throws InterruptedException {
        var server = server(true);
        var adapter = adapter(server);
        run(adapter);
        server.stop();
        var back = Thread.ofVirtual().unstarted(() -> server.start(true));
        var outcomes = new CompletableFuture<Outcome>();
        Thread.ofVirtual().start(() -> {
            try {
                outcomes.complete(run(adapter));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> summary().contains("Connection failed"));

        back.start();

        assertThat(outcomes.join()).isInstanceOf(Outcome.Succeeded.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void isRetriedAfterAServerError(int status) throws InterruptedException {
        var server = server(true);
        var adapter = adapter(server);
        run(adapter);
        server.once((self, exchange, id) -> ScriptedHttpServer.answer(exchange, status, "text/plain", "no"));

        assertThat(run(adapter))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure()).isNotInstanceOf(Failure.Permanent.class));
        assertThat(run(adapter)).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void failsPermanentlyWithoutAuthorization() throws InterruptedException {
        var server = server(true);
        var adapter = adapter(server);
        run(adapter);
        server.once((self, exchange, id) -> ScriptedHttpServer.answer(exchange, 401, "text/plain", ""));

        assertThat(run(adapter)).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.failure()).isInstanceOf(Failure.Permanent.class);
            assertThat(failed.failure().code()).isEqualTo("auth-error");
        });
    }

    @Test
    void failsIfAToolRequiresInput() throws InterruptedException {
        var server = server(true);
        var adapter = adapter(server);
        server.once((self, exchange, id) -> ScriptedHttpServer.json(
                exchange,
                200,
                ScriptedHttpServer.result(
                        id, "{\"resultType\":\"input_required\",\"inputRequests\":{},\"requestState\":\"x\"}")));

        assertThat(run(adapter))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo("tool-input-required"));
        assertThat(summary()).contains("rejected-requests=1");
    }

    private ScriptedHttpServer server(boolean stateless) {
        var started = stateless ? ScriptedHttpServer.stateless() : ScriptedHttpServer.handshake();
        server = started;
        return started;
    }

    private McpAdapter adapter(ScriptedHttpServer server) {
        var config = TestServers.config(folder);
        var declared = TestServers.of(folder, Map.of("far", TestServers.url(server.url())), config);
        servers = declared;
        declared.start();
        return new McpAdapter(TestToolCallers.caller(declared), () -> 100_000);
    }

    private String summary() {
        return requireNonNull(servers).summaries().getOrDefault("far", "");
    }

    private static Outcome run(McpAdapter adapter) throws InterruptedException {
        var agent = Samples.anAgent("alpha").using("far").build();
        return adapter.run(Assignments.withPayload("{\"tool\":\"say\"}"), agent, new RecordingListener());
    }
}
