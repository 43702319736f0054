// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.a2a.A2aConfig;
import dev.pulser.adapters.callback.CallbackConfig;
import dev.pulser.adapters.dispatch.DispatchConfig;
import dev.pulser.adapters.guard.GuardConfig;
import dev.pulser.adapters.http.HttpAdapterConfig;
import dev.pulser.adapters.llm.LlmConfig;
import dev.pulser.adapters.mcp.McpAdapterConfig;
import dev.pulser.adapters.monitor.MonitorConfig;
import dev.pulser.adapters.registry.ToolApprovalPolicy;
import dev.pulser.adapters.registry.ToolRegistryConfig;
import dev.pulser.mcp.McpClientConfig;
import dev.pulser.service.config.EgressConfig;
import dev.pulser.service.config.KafkaConfig;
import dev.pulser.service.config.SchemaRegistryConfig;
import dev.pulser.service.config.TopicsConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys and defaults of the settings, which are part of the public interface. */
class ConfigTest {

    @Test
    void kafkaHasTheseDefaultsAndKeys() {
        assertThat(configOf(KafkaConfig.class, Map.of()).bootstrap()).isEqualTo("localhost:9092");
        assertThat(configOf(KafkaConfig.class, Map.of("pulser.kafka.bootstrap", "a:1,b:2"))
                        .bootstrap())
                .isEqualTo("a:1,b:2");
    }

    @Test
    void schemaRegistryHasTheseDefaultsAndKeys() {
        assertThat(configOf(SchemaRegistryConfig.class, Map.of()).url()).isEmpty();
        assertThat(configOf(SchemaRegistryConfig.class, Map.of("pulser.schema-registry.url", "http://r:1"))
                        .url())
                .contains(URI.create("http://r:1"));
    }

    @Test
    void topicsHaveTheseDefaultsAndKeys() {
        var defaults = configOf(TopicsConfig.class, Map.of());
        var set = configOf(
                TopicsConfig.class, Map.of("pulser.topics.partitions", "12", "pulser.topics.replication", "3"));

        assertThat(defaults.partitions()).isEqualTo(4);
        assertThat(defaults.replication()).isEqualTo(1);
        assertThat(set.partitions()).isEqualTo(12);
        assertThat(set.replication()).isEqualTo(3);
    }

    @Test
    void guardsHaveTheseDefaultsAndKeys() {
        var defaults = configOf(GuardConfig.class, Map.of());
        var set = configOf(
                GuardConfig.class,
                Map.of(
                        "pulser.guard.request-volume-threshold", "5",
                        "pulser.guard.failure-ratio", "0.5",
                        "pulser.guard.delay", "1s",
                        "pulser.guard.success-threshold", "4",
                        "pulser.guard.retry-ratio", "0.1"));

        assertThat(defaults.requestVolumeThreshold()).isEqualTo(20);
        assertThat(defaults.failureRatio()).isEqualTo(0.9);
        assertThat(defaults.delay()).isEqualTo(Duration.ofSeconds(10));
        assertThat(defaults.successThreshold()).isEqualTo(1);
        assertThat(defaults.retryRatio()).isEqualTo(0.2);
        assertThat(set.requestVolumeThreshold()).isEqualTo(5);
        assertThat(set.failureRatio()).isEqualTo(0.5);
        assertThat(set.delay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(set.successThreshold()).isEqualTo(4);
        assertThat(set.retryRatio()).isEqualTo(0.1);
    }

    @Test
    void healthHasTheseDefaultsAndKeys() {
        var defaults = configOf(MonitorConfig.class, Map.of());
        var set = configOf(
                MonitorConfig.class,
                Map.of(
                        "pulser.health.interval", "1m",
                        "pulser.health.timeout", "2s",
                        "pulser.health.failure-threshold", "1",
                        "pulser.health.success-threshold", "4"));

        assertThat(defaults.interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(defaults.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(defaults.failureThreshold()).isEqualTo(3);
        assertThat(defaults.successThreshold()).isEqualTo(2);
        assertThat(set.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(set.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(set.failureThreshold()).isEqualTo(1);
        assertThat(set.successThreshold()).isEqualTo(4);
    }

    @Test
    void dispatchHasTheseDefaults() {
        var config = configOf(DispatchConfig.class, Map.of());

        assertThat(config.maxRunning()).isEqualTo(1000);
        assertThat(config.maxPayloadBytes()).isEqualTo(32 << 20);
        assertThat(config.heartbeatInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void dispatchReadsEveryKey() {
        var config = configOf(
                DispatchConfig.class,
                Map.of(
                        "pulser.dispatch.max-running", "5",
                        "pulser.dispatch.max-payload-bytes", "6",
                        "pulser.dispatch.heartbeat-interval", "1s",
                        "pulser.dispatch.drain-timeout", "3s"));

        assertThat(config.maxRunning()).isEqualTo(5);
        assertThat(config.maxPayloadBytes()).isEqualTo(6);
        assertThat(config.heartbeatInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void httpHasTheseDefaultsAndKeys() {
        var defaults = configOf(HttpAdapterConfig.class, Map.of());
        var set = configOf(
                HttpAdapterConfig.class,
                Map.of("pulser.http.connect-timeout", "1s", "pulser.http.max-response-bytes", "10"));

        assertThat(defaults.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(defaults.maxResponseBytes()).isEqualTo(1 << 20);
        assertThat(set.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(set.maxResponseBytes()).isEqualTo(10);
    }

    @Test
    void callbackHasTheseDefaultsAndKeys() {
        var defaults = configOf(CallbackConfig.class, Map.of("quarkus.http.port", "8002"));
        var set = configOf(
                CallbackConfig.class,
                Map.of(
                        "pulser.callback.base-url", "https://a.example/x",
                        "pulser.callback.max-bytes", "10",
                        "pulser.callback.read-timeout", "1s"));

        assertThat(defaults.baseUrl()).isEqualTo(URI.create("http://127.0.0.1:8002"));
        assertThat(defaults.maxBytes()).isEqualTo(1 << 20);
        assertThat(defaults.readTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(set.baseUrl()).isEqualTo(URI.create("https://a.example/x"));
        assertThat(set.maxBytes()).isEqualTo(10);
        assertThat(set.readTimeout()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a2aHasTheseDefaultsAndKeys() {
        var defaults = configOf(A2aConfig.class, Map.of());
        var set = configOf(
                A2aConfig.class,
                Map.of(
                        "pulser.a2a.card-age", "1s",
                        "pulser.a2a.max-card-bytes", "2",
                        "pulser.a2a.max-response-bytes", "3",
                        "pulser.a2a.poll-interval", "4s",
                        "pulser.a2a.max-poll-interval", "5s"));

        assertThat(defaults.cardAge()).isEqualTo(Duration.ofMinutes(5));
        assertThat(defaults.maxCardBytes()).isEqualTo(1 << 18);
        assertThat(defaults.maxResponseBytes()).isEqualTo(1 << 20);
        assertThat(defaults.pollInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(defaults.maxPollInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(set.cardAge()).isEqualTo(Duration.ofSeconds(1));
        assertThat(set.maxCardBytes()).isEqualTo(2);
        assertThat(set.maxResponseBytes()).isEqualTo(3);
        assertThat(set.pollInterval()).isEqualTo(Duration.ofSeconds(4));
        assertThat(set.maxPollInterval()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void mcpHasTheseDefaults() {
        var config = configOf(McpClientConfig.class, Map.of());

        assertThat(config.file()).isEqualTo(Path.of("config/mcp.json"));
        assertThat(config.commands())
                .containsExactly("node", "npx", "python3", "python", "uvx", "uv", "docker", "java", "deno", "bun");
        assertThat(config.startTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.discoverTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.callTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.waitForServer()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.maxMessageBytes()).isEqualTo(4 << 20);
        assertThat(configOf(McpAdapterConfig.class, Map.of()).maxResultBytes()).isEqualTo(1 << 20);
    }

    @Test
    void mcpReadsEveryKey() {
        var config = configOf(
                McpClientConfig.class,
                Map.of(
                        "pulser.mcp.file", "/etc/mcp.json",
                        "pulser.mcp.commands", "a,b",
                        "pulser.mcp.start-timeout", "1s",
                        "pulser.mcp.discover-timeout", "2s",
                        "pulser.mcp.call-timeout", "3s",
                        "pulser.mcp.wait-for-server", "4s",
                        "pulser.mcp.max-message-bytes", "5"));

        assertThat(config.file()).isEqualTo(Path.of("/etc/mcp.json"));
        assertThat(config.commands()).containsExactly("a", "b");
        assertThat(config.startTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.discoverTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.callTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.waitForServer()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.maxMessageBytes()).isEqualTo(5);
        assertThat(configOf(McpAdapterConfig.class, Map.of("pulser.mcp.max-result-bytes", "6"))
                        .maxResultBytes())
                .isEqualTo(6);
    }

    @Test
    void llmHasTheseDefaults() {
        var config = configOf(LlmConfig.class, Map.of());

        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.maxWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.maxResponseBytes()).isEqualTo(8 << 20);
        assertThat(config.maxResultBytes()).isEqualTo(1 << 20);
        assertThat(config.maxToolResultChars()).isEqualTo(20_000);
        assertThat(config.maxContextBytes()).isEqualTo(400_000);
    }

    @Test
    void llmReadsEveryKey() {
        var config = configOf(
                LlmConfig.class,
                Map.of(
                        "pulser.llm.connect-timeout", "1s",
                        "pulser.llm.max-wait", "2s",
                        "pulser.llm.max-response-bytes", "3",
                        "pulser.llm.max-result-bytes", "4",
                        "pulser.llm.max-tool-result-chars", "5",
                        "pulser.llm.max-context-bytes", "6"));

        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.maxWait()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.maxResponseBytes()).isEqualTo(3);
        assertThat(config.maxResultBytes()).isEqualTo(4);
        assertThat(config.maxToolResultChars()).isEqualTo(5);
        assertThat(config.maxContextBytes()).isEqualTo(6);
    }

    @Test
    void egressHasTheseDefaultsAndKeys() {
        assertThat(configOf(EgressConfig.class, Map.of()).allow()).isEmpty();
        assertThat(configOf(EgressConfig.class, Map.of("pulser.egress.allow", "10.1.0.0/16,agents.internal"))
                        .allow())
                .contains(List.of("10.1.0.0/16", "agents.internal"));
    }

    @Test
    void toolsHaveTheseDefaultsAndKeys() {
        var defaults = configOf(ToolRegistryConfig.class, Map.of());
        var set = configOf(
                ToolRegistryConfig.class,
                Map.of(
                        "pulser.mcp.approve", "never",
                        "pulser.mcp.ping", "5s",
                        "pulser.mcp.ping-timeout", "1s"));

        assertThat(defaults.approve()).isEqualTo(ToolApprovalPolicy.FIRST_SEEN);
        assertThat(defaults.ping()).isEqualTo(Duration.ofSeconds(30));
        assertThat(defaults.pingTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(set.approve()).isEqualTo(ToolApprovalPolicy.NEVER);
        assertThat(set.ping()).isEqualTo(Duration.ofSeconds(5));
        assertThat(set.pingTimeout()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void environmentVariablesSetKeys() {
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(KafkaConfig.class)
                .withMapping(SchemaRegistryConfig.class)
                .withSources(new EnvConfigSource(
                        Map.of("PULSER_KAFKA_BOOTSTRAP", "a:1", "PULSER_SCHEMA_REGISTRY_URL", "http://r:1"), 300))
                .build();

        assertThat(config.getConfigMapping(KafkaConfig.class).bootstrap()).isEqualTo("a:1");
        assertThat(config.getConfigMapping(SchemaRegistryConfig.class).url()).contains(URI.create("http://r:1"));
    }

    private static <T> T configOf(Class<T> mapping, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(mapping)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(mapping);
    }
}
