// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import dev.pulser.adapters.a2a.A2aAdapter;
import dev.pulser.adapters.callback.Callbacks;
import dev.pulser.adapters.egress.Egress;
import dev.pulser.adapters.http.HttpAdapter;
import dev.pulser.adapters.kafka.KafkaClients;
import dev.pulser.adapters.llm.LlmAdapter;
import dev.pulser.adapters.mcp.McpAdapter;
import dev.pulser.adapters.mcp.ToolSteps;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.web.AgentClient;
import dev.pulser.adapters.worker.WorkerAdapter;
import dev.pulser.contract.agent.AgentKind;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An adapter of each kind. A new kind is one more here. */
final class Kinds implements AutoCloseable {

    private final AgentClient client;
    private final WorkerAdapter worker;
    private final LlmAdapter llm;
    private final List<AgentAdapter> adapters;

    /** @param instance what this service calls itself */
    Kinds(
            Settings settings,
            KafkaClients kafka,
            ToolSteps tools,
            Callbacks callbacks,
            String instance,
            InstantSource clock) {
        var egress = new Egress(settings.egress);
        client = new AgentClient(egress, settings.http.connectTimeout(), System.getenv());
        worker = new WorkerAdapter(kafka, settings.topics, instance);
        llm = new LlmAdapter(settings.llm, tools, egress, System::getenv, clock);
        adapters = List.of(
                new HttpAdapter(settings.http, client, callbacks, clock),
                new McpAdapter(tools, settings.mcp),
                new A2aAdapter(settings.a2a, client, callbacks, clock),
                llm,
                worker);
    }

    Map<AgentKind, AgentAdapter> byKind() {
        return adapters.stream().collect(Collectors.toUnmodifiableMap(AgentAdapter::kind, Function.identity()));
    }

    @Override
    public void close() {
        worker.close();
        llm.close();
        client.close();
    }
}
