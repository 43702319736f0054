// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.ingest.agents.change.EgressConfig;
import dev.pulser.ingest.redis.RedisCacheConfig;
import dev.pulser.ingest.persistence.CompanyContextConfig;
import dev.pulser.ingest.http.HttpRequestConfig;
import dev.pulser.ingest.kafka.KafkaConfig;
import dev.pulser.ingest.kafka.SchemaRegistryConfig;
import dev.pulser.ingest.kafka.TopicsConfig;
import dev.pulser.ingest.taskcache.TaskCacheConfig;
import dev.pulser.ingest.submit.SubmitConfig;
import dev.pulser.ingest.tools.search.ToolSearchConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A renamed key or a changed default is a change that users see. */
class ConfigTest {

    private static final int CONVERTER_PRIORITY = 200;

    @Test
    void kafkaHasTheseDefaultsAndKeys() {
        assertThat(configOf(KafkaConfig.class, Map.of()).bootstrap()).isEqualTo("localhost:9092");
        assertThat(configOf(KafkaConfig.class, Map.of("pulser.kafka.bootstrap", "a:1"))
                        .bootstrap())
                .isEqualTo("a:1");
    }

    @Test
    void readsTheEnvironmentToo() {
        var config = builder()
                .withSources(new EnvConfigSource(Map.of("PULSER_KAFKA_BOOTSTRAP", "env:1"), 300))
                .withMapping(KafkaConfig.class)
                .build()
                .getConfigMapping(KafkaConfig.class);

        assertThat(config.bootstrap()).isEqualTo("env:1");
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
    void schemaRegistryHasTheseDefaultsAndKeys() {
        assertThat(configOf(SchemaRegistryConfig.class, Map.of()).url()).isEmpty();
        assertThat(configOf(SchemaRegistryConfig.class, Map.of("pulser.schema-registry.url", "http://r:1"))
                        .url())
                .contains(URI.create("http://r:1"));
    }

    @Test
    void redisHasTheseDefaultsAndKeys() {
        var defaults = configOf(RedisCacheConfig.class, Map.of());
        var set =
                configOf(RedisCacheConfig.class, Map.of("pulser.redis.url", "redis://r:1", "pulser.redis.timeout", "100ms"));

        assertThat(defaults.url()).isEqualTo("redis://localhost:6379");
        assertThat(defaults.timeout()).isEqualTo(Duration.ofMillis(300));
        assertThat(set.url()).isEqualTo("redis://r:1");
        assertThat(set.timeout()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void egressHasTheseDefaultsAndKeys() {
        assertThat(configOf(EgressConfig.class, Map.of()).allow()).isEmpty();
        assertThat(configOf(EgressConfig.class, Map.of("pulser.egress.allow", "10.1.0.0/16,board.internal"))
                        .allow()
                        .orElseThrow())
                .containsExactly("10.1.0.0/16", "board.internal");
    }

    @Test
    void searchHasTheseDefaultsAndKeys() {
        assertThat(configOf(ToolSearchConfig.class, Map.of()).way()).isEqualTo(ToolSearchConfig.Way.MEANING);
        assertThat(configOf(ToolSearchConfig.class, Map.of("pulser.tools.search", "words"))
                        .way())
                .isEqualTo(ToolSearchConfig.Way.WORDS);
    }

    @Test
    void contextHasNoKeyOfItsOwn() {
        assertThatThrownBy(() -> configOf(CompanyContextConfig.class, Map.of())).hasMessageContaining("pulser.context.key");
        assertThat(configOf(CompanyContextConfig.class, Map.of("pulser.context.key", "k"))
                        .key())
                .isEqualTo("k");
    }

    @Test
    void httpHasTheseDefaults() {
        var config = configOf(HttpRequestConfig.class, Map.of());

        assertThat(config.maxBody()).isEqualTo(megabytes(4));
        assertThat(config.maxBatch()).isEqualTo(megabytes(8));
        assertThat(config.bodyBudget()).isEqualTo(megabytes(24));
        assertThat(config.bodyTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.corsOrigins()).isEmpty();
    }

    @Test
    void httpReadsEveryKey() {
        var config = configOf(
                HttpRequestConfig.class,
                Map.of(
                        "pulser.http.max-body", "1M",
                        "pulser.http.max-batch", "2M",
                        "pulser.http.body-budget", "3M",
                        "pulser.http.body-timeout", "5s",
                        "pulser.http.cors-origins", "https://a.example,https://b.example"));

        assertThat(config.maxBody()).isEqualTo(megabytes(1));
        assertThat(config.maxBatch()).isEqualTo(megabytes(2));
        assertThat(config.bodyBudget()).isEqualTo(megabytes(3));
        assertThat(config.bodyTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.corsOrigins().orElseThrow())
                .containsExactlyInAnyOrder("https://a.example", "https://b.example");
    }

    @Test
    void recentTasksHaveTheseDefaultsAndKeys() {
        var defaults = configOf(TaskCacheConfig.class, Map.of());
        var set = configOf(TaskCacheConfig.class, Map.of("pulser.recent.memory", "1M", "pulser.recent.kept", "5s"));

        assertThat(defaults.memory()).isEqualTo(megabytes(32));
        assertThat(defaults.kept()).isEqualTo(Duration.ofHours(1));
        assertThat(set.memory()).isEqualTo(megabytes(1));
        assertThat(set.kept()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void submitHasTheseDefaultsAndKeys() {
        var defaults = configOf(SubmitConfig.class, Map.of());
        var set = configOf(
                SubmitConfig.class, Map.of("pulser.submit.max-in-flight", "7", "pulser.submit.max-batch", "8"));

        assertThat(defaults.maxInFlight()).isEqualTo(2_000);
        assertThat(defaults.maxBatch()).isEqualTo(1_000);
        assertThat(set.maxInFlight()).isEqualTo(7);
        assertThat(set.maxBatch()).isEqualTo(8);
    }

    private static MemorySize megabytes(int count) {
        return new MemorySizeConverter().convert(count + "M");
    }

    private static <T> T configOf(Class<T> type, Map<String, String> values) {
        return builder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .withMapping(type)
                .build()
                .getConfigMapping(type);
    }

    private static SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, CONVERTER_PRIORITY, new DurationConverter())
                .withConverter(MemorySize.class, CONVERTER_PRIORITY, new MemorySizeConverter());
    }
}
