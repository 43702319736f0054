// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.service.config.ContextConfig;
import dev.pulser.service.config.EgressConfig;
import dev.pulser.service.config.KafkaConfig;
import dev.pulser.service.config.RedisConfig;
import dev.pulser.service.config.SchemaRegistryConfig;
import dev.pulser.service.config.TopicsConfig;
import dev.pulser.telemetry.alert.AlertsConfig;
import dev.pulser.telemetry.postgres.PostgresConfig;
import dev.pulser.telemetry.redis.RedisSinkConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelemetryConfigTest {

    @Test
    void hasTheseDefaults() {
        assertThat(configOf(KafkaConfig.class, Map.of()).bootstrap()).isEqualTo("localhost:9092");
        assertThat(configOf(SchemaRegistryConfig.class, Map.of()).url()).isEmpty();
        assertThat(configOf(TopicsConfig.class, Map.of()).partitions()).isEqualTo(4);
        assertThat(configOf(TopicsConfig.class, Map.of()).replication()).isEqualTo(1);
        assertThat(configOf(RedisConfig.class, Map.of()).url()).isEqualTo("redis://localhost:6379");
        assertThat(configOf(RedisSinkConfig.class, Map.of()).expiry()).isEqualTo(Duration.ofHours(24));
        assertThat(configOf(RedisSinkConfig.class, Map.of()).maxResultLength()).isEqualTo(65_536);
        assertThat(configOf(EgressConfig.class, Map.of()).allow()).isEmpty();
    }

    @Test
    void sendsNoAlertsByDefault() {
        var alerts = configOf(AlertsConfig.class, Map.of());

        assertThat(alerts.slackUrl()).isEmpty();
        assertThat(alerts.smtp().host()).isEmpty();
        assertThat(alerts.smtp().port()).isEqualTo(587);
        assertThat(alerts.smtp().user()).isEmpty();
        assertThat(alerts.smtp().password()).isEmpty();
        assertThat(alerts.smtp().from()).isEmpty();
        assertThat(alerts.smtp().to()).isEmpty();
        assertThat(alerts.smtp().starttls()).isEqualTo(AlertsConfig.StartTls.REQUIRED);
        assertThat(alerts.smtp().tls()).isFalse();
        assertThat(alerts.queue().depth()).isEqualTo(100);
        assertThat(alerts.queue().lasting()).isEqualTo(Duration.ofMinutes(1));
        assertThat(alerts.quiet()).isEqualTo(Duration.ofMinutes(15));
        assertThat(alerts.giveUpAfter()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void readsEveryKeyOfAlerts() {
        var alerts = configOf(
                AlertsConfig.class,
                Map.ofEntries(
                        Map.entry("pulser.alerts.slack-url", "https://hooks.slack.com/x"),
                        Map.entry("pulser.alerts.smtp.host", "mail"),
                        Map.entry("pulser.alerts.smtp.port", "465"),
                        Map.entry("pulser.alerts.smtp.user", "u"),
                        Map.entry("pulser.alerts.smtp.password", "p"),
                        Map.entry("pulser.alerts.smtp.from", "a@x"),
                        Map.entry("pulser.alerts.smtp.to", "b@x,c@x"),
                        Map.entry("pulser.alerts.smtp.starttls", "optional"),
                        Map.entry("pulser.alerts.smtp.tls", "true"),
                        Map.entry("pulser.alerts.queue.depth", "7"),
                        Map.entry("pulser.alerts.queue.lasting", "5s"),
                        Map.entry("pulser.alerts.quiet", "1h"),
                        Map.entry("pulser.alerts.give-up-after", "2h")));

        assertThat(alerts.slackUrl()).contains("https://hooks.slack.com/x");
        assertThat(alerts.smtp().host()).contains("mail");
        assertThat(alerts.smtp().port()).isEqualTo(465);
        assertThat(alerts.smtp().user()).contains("u");
        assertThat(alerts.smtp().password()).contains("p");
        assertThat(alerts.smtp().from()).contains("a@x");
        assertThat(alerts.smtp().to()).contains(List.of("b@x", "c@x"));
        assertThat(alerts.smtp().starttls()).isEqualTo(AlertsConfig.StartTls.OPTIONAL);
        assertThat(alerts.smtp().tls()).isTrue();
        assertThat(alerts.queue().depth()).isEqualTo(7);
        assertThat(alerts.queue().lasting()).isEqualTo(Duration.ofSeconds(5));
        assertThat(alerts.quiet()).isEqualTo(Duration.ofHours(1));
        assertThat(alerts.giveUpAfter()).isEqualTo(Duration.ofHours(2));
        assertThat(configOf(EgressConfig.class, Map.of("pulser.egress.allow", "10.0.0.0/8,mail"))
                        .allow())
                .contains(List.of("10.0.0.0/8", "mail"));
    }

    @Test
    void readsEveryKey() {
        assertThat(configOf(KafkaConfig.class, Map.of("pulser.kafka.bootstrap", "a:1,b:2"))
                        .bootstrap())
                .isEqualTo("a:1,b:2");
        assertThat(configOf(SchemaRegistryConfig.class, Map.of("pulser.schema-registry.url", "http://r:8080"))
                        .url())
                .contains(URI.create("http://r:8080"));
        var topics = configOf(
                TopicsConfig.class, Map.of("pulser.topics.partitions", "12", "pulser.topics.replication", "3"));
        assertThat(topics.partitions()).isEqualTo(12);
        assertThat(topics.replication()).isEqualTo(3);
        assertThat(configOf(RedisConfig.class, Map.of("pulser.redis.url", "redis://r:1"))
                        .url())
                .isEqualTo("redis://r:1");
        var sink = configOf(
                RedisSinkConfig.class,
                Map.of("pulser.telemetry.redis.expiry", "90m", "pulser.telemetry.redis.max-result-length", "7"));
        assertThat(sink.expiry()).isEqualTo(Duration.ofMinutes(90));
        assertThat(sink.maxResultLength()).isEqualTo(7);
        assertThat(configOf(ContextConfig.class, Map.of("pulser.context.key", "k"))
                        .key())
                .isEqualTo("k");
    }

    @Test
    void readsEveryKeyOfTheDatabase() {
        var config = configOf(
                PostgresConfig.class,
                Map.of(
                        "pulser.postgres.url", "jdbc:postgresql://p/pulser",
                        "pulser.postgres.user", "owner",
                        "pulser.postgres.password", "secret",
                        "pulser.postgres.reader-password", "other"));

        assertThat(config.url()).isEqualTo("jdbc:postgresql://p/pulser");
        assertThat(config.user()).isEqualTo("owner");
        assertThat(config.password()).isEqualTo("secret");
        assertThat(config.readerPassword()).contains("other");
    }

    @Test
    void namesARequiredKeyThatIsMissing() {
        assertThatThrownBy(() -> configOf(ContextConfig.class, Map.of())).hasMessageContaining("pulser.context.key");
        assertThatThrownBy(() -> configOf(PostgresConfig.class, Map.of())).hasMessageContaining("pulser.postgres.url");
    }

    private static <T> T configOf(Class<T> mapping, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }
}
