// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.spi.RecordingListener;
import dev.pulser.adapters.toolcall.TestToolCallers;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentModel;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.sample.Samples;
import dev.pulser.mcp.McpServers;
import dev.pulser.mcp.TestServers;
import dev.pulser.service.egress.Egress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Test bench: an adapter with a scripted model and scripted MCP servers. */
final class LlmTestBench implements AutoCloseable {

    static final AgentModel MODEL = new AgentModel("small", "You test.", List.of(), 20, 100_000, 500, null);

    final ScriptedModel model;
    final LlmAdapter adapter;
    final RecordingListener listener = new RecordingListener();
    final Assignment assignment = Assignments.withPayload("{\"text\":\"Do it.\"}");

    private final McpServers servers;

    LlmTestBench(Path folder, String script, String... modes) throws IOException {
        this(folder, script, FixedLlmConfig.small(), modes);
    }

    LlmTestBench(Path folder, String script, LlmConfig config, String... modes) throws IOException {
        model = ScriptedModel.withScript(script);
        servers = TestServers.of(folder, modes);
        servers.start();
        adapter = new LlmAdapter(
                config,
                TestToolCallers.caller(servers),
                new Egress(EgressPolicy.allowing(List.of("127.0.0.0/8"))),
                Map.of("MODEL_KEY", "secret", "BAD_KEY", "se\ncret")::get,
                InstantSource.fixed(Assignments.NOW));
    }

    Samples.AgentBuilder agent(AgentModel model, String... names) {
        return Samples.anAgent("alpha").at(this.model.endpoint()).thinkingWith(model, names);
    }

    Outcome run(AgentDefinition agent) throws InterruptedException {
        return adapter.run(assignment, agent, listener);
    }

    /** Runs the default model without tools. */
    Outcome run() throws InterruptedException {
        return run(agent(MODEL).build());
    }

    Failure failure(AgentDefinition agent) throws InterruptedException {
        var outcome = run(agent);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).failure();
    }

    Failure failure() throws InterruptedException {
        return failure(agent(MODEL).build());
    }

    static String output(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        return ((Outcome.Succeeded) outcome).output();
    }

    /** Returns the body of a request to the model. */
    String request(int call) {
        return model.calls().get(call).body();
    }

    @Override
    public void close() {
        adapter.close();
        servers.close();
        model.close();
    }
}
