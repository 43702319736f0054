// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import static dev.pulser.routing.runtime.TestConfigs.configOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.routing.RoutingConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutingConfigTest {

    @Test
    void hasTheseDefaults() {
        var config = configOf(RoutingConfig.class, Map.of());

        assertThat(config.applicationId()).isEqualTo("pulser-routing");
        assertThat(config.instanceId()).isEmpty();
        assertThat(config.stateDir()).isEqualTo(Path.of("state/routing"));
        assertThat(config.threads()).isEqualTo(2);
        assertThat(config.standbys()).isZero();
        assertThat(config.commitInterval()).isEqualTo(Duration.ofMillis(10));
        assertThat(config.sessionTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.duplicateWindow()).isEqualTo(Duration.ofHours(24));
        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.maxRecordBytes()).isEqualTo(1_047_552);
        assertThat(config.startTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.retry().delays())
                .isEqualTo(List.of(Duration.ofSeconds(5), Duration.ofSeconds(25), Duration.ofSeconds(125)));
        assertThat(config.order().aging().low()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.order().aging().medium()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.order().aging().high()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.order().deadlineNear()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.order().weights()).isEmpty();
        assertThat(config.memory().cacheBytes()).isEqualTo(64 << 20);
        assertThat(config.memory().writeBufferBytes()).isEqualTo(32 << 20);
    }

    @Test
    void readsEveryKey() {
        var settings = new HashMap<>(Map.of(
                "pulser.routing.application-id", "other",
                "pulser.routing.instance-id", "routing-0",
                "pulser.routing.state-dir", "state-1",
                "pulser.routing.threads", "3",
                "pulser.routing.standbys", "1",
                "pulser.routing.commit-interval", "20ms",
                "pulser.routing.session-timeout", "30s",
                "pulser.routing.duplicate-window", "25h"));
        settings.putAll(Map.of(
                "pulser.routing.lease", "20s",
                "pulser.routing.max-record-bytes", "700000",
                "pulser.routing.start-timeout", "1s",
                "pulser.routing.retry.delays", "1s,2s",
                "pulser.routing.memory.cache-bytes", "1000",
                "pulser.routing.memory.write-buffer-bytes", "500"));

        settings.putAll(Map.of(
                "pulser.routing.order.aging.low", "3m",
                "pulser.routing.order.aging.medium", "2m",
                "pulser.routing.order.aging.high", "1m",
                "pulser.routing.order.deadline-near", "30s",
                "pulser.routing.order.weights.acme", "3"));

        var config = configOf(RoutingConfig.class, settings);

        assertThat(config.order().aging().low()).isEqualTo(Duration.ofMinutes(3));
        assertThat(config.order().aging().medium()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.order().aging().high()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.order().deadlineNear()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.order().weights()).isEqualTo(Map.of("acme", 3));
        assertThat(config.applicationId()).isEqualTo("other");
        assertThat(config.instanceId()).contains("routing-0");
        assertThat(config.stateDir()).isEqualTo(Path.of("state-1"));
        assertThat(config.threads()).isEqualTo(3);
        assertThat(config.standbys()).isEqualTo(1);
        assertThat(config.commitInterval()).isEqualTo(Duration.ofMillis(20));
        assertThat(config.sessionTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.duplicateWindow()).isEqualTo(Duration.ofHours(25));
        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.maxRecordBytes()).isEqualTo(700_000);
        assertThat(config.startTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.retry().delays()).isEqualTo(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)));
        assertThat(config.memory().cacheBytes()).isEqualTo(1_000);
        assertThat(config.memory().writeBufferBytes()).isEqualTo(500);
    }

    @Test
    void rejectsAnUnknownKey() {
        assertThatThrownBy(() -> configOf(RoutingConfig.class, Map.of("pulser.routing.laese", "1s")))
                .hasMessageContaining("pulser.routing.laese");
    }
}
