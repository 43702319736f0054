// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.mcp.McpAdapter;
import dev.pulser.adapters.mcp.TestTools;
import dev.pulser.adapters.spi.RecordedProgress;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
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

/** What becomes of a task whose server is reached by HTTP. */
@Timeout(60)
class StreamableAdapterTest {

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

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "true, false", "false, true"})
    void succeedsAfterItsServerWasStartedAgain(boolean before, boolean after) throws InterruptedException {
        var peer = peer(before);
        var adapter = adapter(peer);
        assertThat(run(adapter)).isInstanceOf(Outcome.Succeeded.class);
        peer.stop();
        peer.start(after);

        var outcome = run(adapter);

        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void succeedsWhenItsSessionIsGone() throws InterruptedException {
        var peer = peer(false);
        var adapter = adapter(peer);
        run(adapter);
        peer.forgetSessions();

        assertThat(run(adapter)).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void waitsForAServerThatComesBack() throws InterruptedException {
        var peer = peer(true);
        var adapter = adapter(peer);
        run(adapter);
        peer.stop();
        var back = Thread.ofVirtual().unstarted(() -> peer.start(true));
        var outcomes = new CompletableFuture<Outcome>();
        Thread.ofVirtual().start(() -> {
            try {
                outcomes.complete(run(adapter));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> summary().contains("cannot be reached"));

        back.start();

        assertThat(outcomes.join()).isInstanceOf(Outcome.Succeeded.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void isTriedAgainAfterAFailureOfItsServer(int status) throws InterruptedException {
        var peer = peer(true);
        var adapter = adapter(peer);
        run(adapter);
        peer.once((self, exchange, id) -> HttpPeer.answer(exchange, status, "text/plain", "no"));

        assertThat(run(adapter))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure()).isNotInstanceOf(Failure.Permanent.class));
        assertThat(run(adapter)).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void failsForGoodWhereItsServerWantsToBeToldWhoCalls() throws InterruptedException {
        var peer = peer(true);
        var adapter = adapter(peer);
        run(adapter);
        peer.once((self, exchange, id) -> HttpPeer.answer(exchange, 401, "text/plain", ""));

        assertThat(run(adapter)).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.failure()).isInstanceOf(Failure.Permanent.class);
            assertThat(failed.failure().code()).isEqualTo("auth-error");
        });
    }

    @Test
    void failsWhereAToolAsksForInput() throws InterruptedException {
        var peer = peer(true);
        var adapter = adapter(peer);
        peer.once((self, exchange, id) -> HttpPeer.json(
                exchange,
                200,
                HttpPeer.result(
                        id, "{\"resultType\":\"input_required\",\"inputRequests\":{},\"requestState\":\"x\"}")));

        assertThat(run(adapter))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo("tool-asks-back"));
        assertThat(summary()).contains("refused-requests=1");
    }

    private HttpPeer peer(boolean modern) {
        var made = modern ? HttpPeer.modern() : HttpPeer.legacy();
        peer = made;
        return made;
    }

    private McpAdapter adapter(HttpPeer peer) {
        var config = TestServers.config(folder);
        var made = TestServers.of(folder, Map.of("far", TestServers.url(peer.url())), config);
        servers = made;
        made.start();
        return new McpAdapter(TestTools.steps(made), config);
    }

    private String summary() {
        return requireNonNull(servers).summaries().getOrDefault("far", "");
    }

    private static Outcome run(McpAdapter adapter) throws InterruptedException {
        var agent = Samples.anAgent("alpha").using("far").build();
        return adapter.run(Assignments.paying("{\"tool\":\"say\"}"), agent, new RecordedProgress());
    }
}
