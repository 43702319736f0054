// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.callback.TestCallbacks;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.AgentAdapterContract;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.RecordingListener;
import dev.pulser.adapters.spi.ScriptedAgent;
import dev.pulser.adapters.web.AgentHttpClient;
import dev.pulser.adapters.web.TestClients;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.sample.Samples;
import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAdapterContractTest extends AgentAdapterContract {

    private final ScriptedHttpAgent agent;
    private final AgentHttpClient client = TestClients.local();
    private final HttpAdapter adapter;

    HttpAdapterContractTest() throws IOException {
        agent = new ScriptedHttpAgent();
        adapter = adapter(client);
    }

    @AfterEach
    void close() {
        client.close();
        agent.close();
    }

    @Override
    protected AgentAdapter adapter() {
        return adapter;
    }

    @Override
    protected ScriptedAgent agent() {
        return agent;
    }

    @Test
    void postsTheTaskAsDocumented() throws InterruptedException {
        var assignment = Assignments.withPayload("{\"big\": 12345678901234567890.10}");

        adapter.run(assignment, agent.definition(), new RecordingListener());

        assertThat(agent.lastBody())
                .isEqualTo("{\"task_id\":\"%s\",\"task_type\":\"documentation\",\"priority\":\"medium\","
                                .formatted(assignment.task().id())
                        + "\"agent\":\"alpha\",\"attempt\":1,\"payload\":{\"big\": 12345678901234567890.10},"
                        + "\"requester\":\"user@example.com\",\"deadline\":\"2026-01-31T12:01:00Z\"}");
        assertThat(agent.lastHeader("traceparent")).isNull();
        assertThat(agent.lastHeader("Authorization")).isNull();
        assertThat(agent.lastHeader("X-Pulser-Callback")).startsWith("http://127.0.0.1:1/callbacks/");
    }

    @Test
    void sendsTheCredential() throws InterruptedException {
        adapter.run(Assignments.any(), withCredential("ALPHA_TOKEN"), new RecordingListener());

        assertThat(agent.lastHeader("Authorization")).isEqualTo("Bearer " + TestClients.TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_SUCH_TOKEN", "EMPTY_TOKEN"})
    void namesTheMissingVariable(String variable) throws InterruptedException {
        var outcome = adapter.run(Assignments.any(), withCredential(variable), new RecordingListener());

        assertThat(outcome)
                .isEqualTo(new Outcome.Failed(new Failure.Permanent(
                        "credential-missing",
                        "Environment variable %s, credential of agent alpha, is not set; set it and restart agent-adapters"
                                .formatted(variable))));
        assertThat(agent.keys()).isEmpty();
    }

    @Test
    void blocksForbiddenAddresses() throws InterruptedException {
        try (var strict = TestClients.strict()) {
            var outcome = adapter(strict).run(Assignments.any(), agent.definition(), new RecordingListener());

            assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                assertThat(failed.failure()).isInstanceOf(Failure.Permanent.class);
                assertThat(failed.failure().code()).isEqualTo("egress-blocked");
                assertThat(failed.failure().reason()).contains("pulser.egress.allow");
            });
            assertThat(agent.keys()).isEmpty();
        }
    }

    @Test
    void checksTheHealthUrl() throws InterruptedException {
        assertThat(adapter.check(agent.healthyAt("/health/ok"))).isEqualTo(new CheckResult.Healthy());
        assertThat(adapter.check(agent.healthyAt("/health/failing")))
                .isEqualTo(new CheckResult.Unhealthy("Health check returned HTTP 500"));
    }

    private AgentDefinition withCredential(String variable) {
        return Samples.anAgent("alpha")
                .at(requireNonNull(agent.definition().endpoint()))
                .credential(variable)
                .build();
    }

    private static HttpAdapter adapter(AgentHttpClient client) {
        return new HttpAdapter(
                FixedHttpAdapterConfig.small(), client, TestCallbacks.create(), InstantSource.fixed(Assignments.NOW));
    }
}
