// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.contract.status.HealthState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTrendTest {

    /** f: fine, p: poor, x: failing; unhealthy after three failing ones, healthy after two others. */
    @ParameterizedTest
    @CsvSource({
        "f,      HEALTHY",
        "p,      DEGRADED",
        "x,      DEGRADED",
        "xx,     DEGRADED",
        "xxx,    UNHEALTHY",
        "ffx,    DEGRADED",
        "ffxf,   DEGRADED",
        "ffxff,  HEALTHY",
        "xxxf,   UNHEALTHY",
        "xxxff,  HEALTHY",
        "xxxfxf, UNHEALTHY",
        "xxxpp,  DEGRADED",
        "xxxfp,  DEGRADED",
        "ffp,    DEGRADED",
        "ffpf,   HEALTHY",
        "xfxfx,  DEGRADED",
    })
    void says(String checks, HealthState state) {
        var states = new ArrayList<>(List.of(HealthTrend.NEW));

        checks.chars().forEach(check -> states.add(states.getLast().after(result(check), 3, 2)));

        assertThat(states.getLast().state()).isEqualTo(state);
    }

    private static CheckResult result(int check) {
        return switch (check) {
            case 'f' -> new CheckResult.Healthy();
            case 'p' -> new CheckResult.Degraded("slow");
            default -> new CheckResult.Unhealthy("away");
        };
    }
}
