// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.coordinator.McpServers;
import dev.pulser.adapters.coordinator.TestServers;
import dev.pulser.adapters.egress.Egress;
import dev.pulser.adapters.mcp.TestTools;
import dev.pulser.adapters.spi.RecordedProgress;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.Model;
import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** An adapter with a scripted model, and with scripted MCP servers. */
final class LlmBench implements AutoCloseable {

    static final Model MODEL = new Model("small", "You test.", List.of(), 20, 100_000, 500, null);

    final ScriptedModel model;
    final LlmAdapter adapter;
    final RecordedProgress progress = new RecordedProgress();
    final Assignment assignment = Assignments.paying("{\"text\":\"Do it.\"}");

    private final McpServers servers;

    LlmBench(Path folder, String script, String... modes) throws IOException {
        this(folder, script, FixedLlmConfig.small(), modes);
    }

    LlmBench(Path folder, String script, LlmConfig config, String... modes) throws IOException {
        model = ScriptedModel.playing(script);
        servers = TestServers.of(folder, modes);
        servers.start();
        adapter = new LlmAdapter(
                config,
                TestTools.steps(servers),
                new Egress(EgressPolicy.allowing(List.of("127.0.0.0/8"))),
                Map.of("MODEL_KEY", "secret", "BAD_KEY", "se\ncret")::get,
                InstantSource.fixed(Assignments.NOW));
    }

    Samples.AgentBuilder agent(Model mind, String... names) {
        return Samples.anAgent("alpha").at(model.endpoint()).thinkingWith(mind, names);
    }

    Outcome run(AgentDefinition agent) throws InterruptedException {
        return adapter.run(assignment, agent, progress);
    }

    /** With the usual model and no tools. */
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

    /** What the model was sent at a call. */
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
