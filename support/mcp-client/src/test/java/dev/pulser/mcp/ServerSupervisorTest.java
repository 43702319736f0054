// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSupervisorTest {

    @ParameterizedTest
    @CsvSource({", PT5M", "PT0S, PT30S", "PT45S, PT45S", "PT1H, PT5M"})
    void boundsTheTtlOfTheToolList(Duration ttl, Duration interval) {
        assertThat(ServerSupervisor.refreshInterval(ttl)).isEqualTo(interval);
    }
}
