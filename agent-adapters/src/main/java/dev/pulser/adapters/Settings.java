// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import dev.pulser.adapters.a2a.A2aConfig;
import dev.pulser.adapters.coordinator.McpConfig;
import dev.pulser.adapters.dispatch.DispatchConfig;
import dev.pulser.adapters.egress.EgressConfig;
import dev.pulser.adapters.guard.GuardConfig;
import dev.pulser.adapters.http.HttpConfig;
import dev.pulser.adapters.kafka.KafkaConfig;
import dev.pulser.adapters.kafka.SchemaRegistryConfig;
import dev.pulser.adapters.kafka.TopicsConfig;
import dev.pulser.adapters.llm.LlmConfig;
import dev.pulser.adapters.monitor.MonitorConfig;
import dev.pulser.adapters.registry.RegistryConfig;
import jakarta.inject.Singleton;

/** Everything that is configured, for the one place that makes the service's parts. */
@Singleton
final class Settings {

    final KafkaConfig kafka;
    final SchemaRegistryConfig schemas;
    final TopicsConfig topics;
    final DispatchConfig dispatch;
    final HttpConfig http;
    final A2aConfig a2a;
    final LlmConfig llm;
    final McpConfig mcp;
    final RegistryConfig tools;
    final GuardConfig guard;
    final MonitorConfig monitor;
    final EgressConfig egress;

    Settings(
            KafkaConfig kafka,
            SchemaRegistryConfig schemas,
            TopicsConfig topics,
            DispatchConfig dispatch,
            HttpConfig http,
            A2aConfig a2a,
            LlmConfig llm,
            McpConfig mcp,
            RegistryConfig tools,
            GuardConfig guard,
            MonitorConfig monitor,
            EgressConfig egress) {
        this.kafka = kafka;
        this.schemas = schemas;
        this.topics = topics;
        this.dispatch = dispatch;
        this.http = http;
        this.a2a = a2a;
        this.llm = llm;
        this.mcp = mcp;
        this.tools = tools;
        this.guard = guard;
        this.monitor = monitor;
        this.egress = egress;
    }
}
