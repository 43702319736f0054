// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ServiceProducerTest {

    @Test
    void namesTheSettingOfAnInvalidEntry() {
        assertThatThrownBy(() -> ServiceProducer.egressPolicy(() -> Optional.of(List.of("10.0.0.0/99"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("pulser.egress.allow: ");
    }

    @Test
    void allServicesHaveTheSameDefaultLogFormat() throws IOException {
        var defaults = new Properties();
        try (var file = ServiceProducer.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            defaults.load(file);
        }

        assertThat(defaults.getProperty("quarkus.log.console.format"))
                .startsWith("time=%d{")
                .contains(" level=%p ");
    }
}
