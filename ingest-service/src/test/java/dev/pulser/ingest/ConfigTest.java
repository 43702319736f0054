// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.ingest.http.HttpRequestConfig;
import dev.pulser.ingest.redis.RedisCacheConfig;
import dev.pulser.ingest.submit.SubmitConfig;
import dev.pulser.ingest.taskcache.TaskCacheConfig;
import dev.pulser.ingest.tools.search.ToolSearchConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys and defaults of the settings, which are part of the public interface. */
class ConfigTest {

    private static final int CONVERTER_PRIORITY = 200;

    @Test
    void redisHasThisDefaultAndKey() {
        var set = configOf(RedisCacheConfig.class, Map.of("pulser.redis.timeout", "100ms"));

        assertThat(configOf(RedisCacheConfig.class, Map.of()).timeout()).isEqualTo(Duration.ofMillis(300));
        assertThat(set.timeout()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void searchHasTheseDefaultsAndKeys() {
        assertThat(configOf(ToolSearchConfig.class, Map.of()).method()).isEqualTo(ToolSearchConfig.Method.SEMANTIC);
        assertThat(configOf(ToolSearchConfig.class, Map.of("pulser.tools.search", "keyword"))
                        .method())
                .isEqualTo(ToolSearchConfig.Method.KEYWORD);
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
    void taskCacheHasTheseDefaultsAndKeys() {
        var defaults = configOf(TaskCacheConfig.class, Map.of());
        var set = configOf(
                TaskCacheConfig.class, Map.of("pulser.task-cache.memory", "1M", "pulser.task-cache.expiry", "5s"));

        assertThat(defaults.memory()).isEqualTo(megabytes(32));
        assertThat(defaults.expiry()).isEqualTo(Duration.ofHours(1));
        assertThat(set.memory()).isEqualTo(megabytes(1));
        assertThat(set.expiry()).isEqualTo(Duration.ofSeconds(5));
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
