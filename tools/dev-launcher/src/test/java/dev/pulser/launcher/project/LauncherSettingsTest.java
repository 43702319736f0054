// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.launcher.process.Compilers;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherSettingsTest {

    @Test
    void hasTheseDefaults() {
        var settings = new LauncherSettings(Map.of("PULSER_SCHEMA_REGISTRY_URL", " "));

        assertThat(settings.partitions()).isEqualTo(4);
        assertThat(settings.replication()).isEqualTo(1);
        assertThat(settings.schemaRegistry()).isEmpty();
    }

    @Test
    void readsEveryKey() {
        var settings = new LauncherSettings(Map.of(
                "PULSER_TOPICS_PARTITIONS", " 12 ",
                "PULSER_TOPICS_REPLICATION", "3",
                "PULSER_SCHEMA_REGISTRY_URL", "http://registry:8080"));

        assertThat(settings.partitions()).isEqualTo(12);
        assertThat(settings.replication()).isEqualTo(3);
        assertThat(settings.schemaRegistry()).contains(URI.create("http://registry:8080"));
    }

    @Test
    void compilesQuicklyWhereProcessorsAreFew() {
        assertThat(Compilers.on(2)).isEqualTo(Compilers.QUICK);
        assertThat(Compilers.on(4)).isEqualTo(Compilers.FULL);
        assertThat(new LauncherSettings(Map.of("PULSER_COMPILERS", "full")).compilers())
                .isEqualTo(Compilers.FULL);
        assertThatThrownBy(() -> new LauncherSettings(Map.of("PULSER_COMPILERS", "c3")).compilers())
                .hasMessage("PULSER_COMPILERS is \"c3\", but must be quick or full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "12345", "1.5"})
    void namesTheKeyAndTheRange(String value) {
        assertThatThrownBy(() -> new LauncherSettings(Map.of("PULSER_TOPICS_PARTITIONS", value)).partitions())
                .hasMessageContaining("PULSER_TOPICS_PARTITIONS")
                .hasMessageContaining("1 to 9999");
    }
}
