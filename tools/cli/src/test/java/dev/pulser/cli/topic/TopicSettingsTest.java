// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicSettingsTest {

    @Test
    void hasTheseDefaults() {
        var settings = new TopicSettings(Map.of("PULSER_SCHEMA_REGISTRY_URL", " "));

        assertThat(settings.partitions()).isEqualTo(4);
        assertThat(settings.replication()).isEqualTo(1);
        assertThat(settings.schemaRegistry()).isEmpty();
    }

    @Test
    void readsEveryKey() {
        var settings = new TopicSettings(Map.of(
                "PULSER_TOPICS_PARTITIONS", " 12 ",
                "PULSER_TOPICS_REPLICATION", "3",
                "PULSER_SCHEMA_REGISTRY_URL", "http://registry:8080"));

        assertThat(settings.partitions()).isEqualTo(12);
        assertThat(settings.replication()).isEqualTo(3);
        assertThat(settings.schemaRegistry()).contains(URI.create("http://registry:8080"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "12345", "1.5"})
    void reportsTheKeyAndTheRangeOfAnInvalidNumber(String value) {
        assertThatThrownBy(() -> new TopicSettings(Map.of("PULSER_TOPICS_PARTITIONS", value)).partitions())
                .hasMessageContaining("PULSER_TOPICS_PARTITIONS")
                .hasMessageContaining("1 to 9999");
    }
}
