// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import dev.pulser.adapters.a2a.A2aAdapter;
import dev.pulser.adapters.a2a.A2aConfig;
import dev.pulser.adapters.callback.CallbackRegistry;
import dev.pulser.adapters.dispatch.AgentDirectory;
import dev.pulser.adapters.dispatch.DispatchConfig;
import dev.pulser.adapters.dispatch.Dispatcher;
import dev.pulser.adapters.guard.AgentGuards;
import dev.pulser.adapters.guard.GuardConfig;
import dev.pulser.adapters.http.HttpAdapter;
import dev.pulser.adapters.http.HttpAdapterConfig;
import dev.pulser.adapters.kafka.AdapterKafkaClients;
import dev.pulser.adapters.llm.LlmAdapter;
import dev.pulser.adapters.llm.LlmConfig;
import dev.pulser.adapters.mcp.McpAdapter;
import dev.pulser.adapters.mcp.McpAdapterConfig;
import dev.pulser.adapters.monitor.HealthMonitor;
import dev.pulser.adapters.monitor.MonitorConfig;
import dev.pulser.adapters.policy.ServerPolicyFile;
import dev.pulser.adapters.registry.ToolRegistryConfig;
import dev.pulser.adapters.registry.ToolRegistryTopics;
import dev.pulser.adapters.toolcall.ToolCaller;
import dev.pulser.adapters.web.AgentHttpClient;
import dev.pulser.adapters.worker.WorkerAdapter;
import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.contract.topic.Topics;
import dev.pulser.mcp.McpClientConfig;
import dev.pulser.mcp.McpServers;
import dev.pulser.service.config.KafkaConfig;
import dev.pulser.service.config.TopicsConfig;
import dev.pulser.service.egress.Egress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Producer of the components of the service. {@link AdaptersLifecycle} starts and closes them. */
@ApplicationScoped
public class AdaptersProducer {

    private final InstanceName instance = InstanceName.random();

    @Produces
    @Singleton
    InstanceName instance() {
        return instance;
    }

    @Produces
    @Singleton
    AdapterKafkaClients kafkaClients(KafkaConfig config) {
        return new AdapterKafkaClients(config.bootstrap());
    }

    @Produces
    @Singleton
    Egress egress(EgressPolicy policy) {
        return new Egress(policy);
    }

    @Produces
    @Singleton
    AgentHttpClient agentHttpClient(Egress egress, HttpAdapterConfig config) {
        return new AgentHttpClient(egress, config.connectTimeout(), System.getenv());
    }

    /** @throws IllegalArgumentException if the file of servers is invalid */
    @Produces
    @Singleton
    McpServers mcpServers(McpClientConfig config, EgressPolicy egress) {
        return new McpServers(config, System::getenv, egress);
    }

    @Produces
    @Singleton
    ToolRegistryTopics toolRegistryTopics(
            AdapterKafkaClients kafka,
            Topics topics,
            McpServers servers,
            McpClientConfig mcp,
            ToolRegistryConfig config,
            Clock clock) {
        var policies = ServerPolicyFile.read(mcp.file());
        return new ToolRegistryTopics(
                kafka.compacted(instance.value()), topics, servers, policies, config, instance.value(), clock);
    }

    @Produces
    @Singleton
    ToolCaller toolCaller(McpServers servers, ToolRegistryTopics tools, Clock clock) {
        return new ToolCaller(servers, tools.registry(), tools.limiters(), clock);
    }

    @Produces
    @Singleton
    HttpAdapter httpAdapter(HttpAdapterConfig config, AgentHttpClient client, CallbackRegistry callbacks, Clock clock) {
        return new HttpAdapter(config, client, callbacks, clock);
    }

    @Produces
    @Singleton
    A2aAdapter a2aAdapter(A2aConfig config, AgentHttpClient client, CallbackRegistry callbacks, Clock clock) {
        return new A2aAdapter(config, client, callbacks, clock);
    }

    @Produces
    @Singleton
    McpAdapter mcpAdapter(ToolCaller tools, McpAdapterConfig config) {
        return new McpAdapter(tools, config);
    }

    @Produces
    @Singleton
    LlmAdapter llmAdapter(LlmConfig config, ToolCaller tools, Egress egress, Clock clock) {
        return new LlmAdapter(config, tools, egress, System::getenv, clock);
    }

    @Produces
    @Singleton
    WorkerAdapter workerAdapter(AdapterKafkaClients kafka, TopicsConfig topics) {
        return new WorkerAdapter(kafka, topics, instance.value());
    }

    /** Registers the adapter of every agent kind. A new kind is added here. */
    @Produces
    @Singleton
    AdapterRegistry adapterRegistry(
            HttpAdapter http, McpAdapter mcp, A2aAdapter a2a, LlmAdapter llm, WorkerAdapter worker) {
        return new AdapterRegistry(List.of(http, mcp, a2a, llm, worker));
    }

    @Produces
    @Singleton
    AgentDirectory agentDirectory(AdapterKafkaClients kafka, Topics topics) {
        return new AgentDirectory(() -> kafka.reader(instance.value() + "-agents"), topics.agentDefinitions());
    }

    @Produces
    @Singleton
    AgentGuards agentGuards(GuardConfig config) {
        return new AgentGuards(config, System::nanoTime);
    }

    @Produces
    @Singleton
    Dispatcher dispatcher(
            DispatchConfig config,
            AdapterKafkaClients kafka,
            Topics topics,
            AdapterRegistry adapters,
            AgentDirectory agents,
            AgentGuards guards,
            Clock clock) {
        return new Dispatcher(config, kafka, topics, adapters.byKind(), agents, guards, instance.value(), clock);
    }

    @Produces
    @Singleton
    HealthMonitor healthMonitor(
            MonitorConfig config,
            AgentDirectory agents,
            AdapterRegistry adapters,
            AgentGuards guards,
            Dispatcher dispatcher,
            Clock clock) {
        return new HealthMonitor(config, agents, adapters.byKind(), guards, dispatcher::report, clock);
    }

    @Produces
    @Singleton
    AdaptersComponents components(
            AgentDirectory agents,
            ToolRegistryTopics tools,
            AdapterRegistry adapters,
            AgentHttpClient client,
            Dispatcher dispatcher,
            HealthMonitor monitor) {
        return new AdaptersComponents(agents, tools, adapters, client, dispatcher, monitor);
    }
}
