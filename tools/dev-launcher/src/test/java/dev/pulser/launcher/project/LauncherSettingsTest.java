// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.launcher.process.JitMode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LauncherSettingsTest {

    @Test
    void choosesTheJitModeByTheNumberOfProcessors() {
        assertThat(JitMode.on(2)).isEqualTo(JitMode.QUICK);
        assertThat(JitMode.on(4)).isEqualTo(JitMode.FULL);
        assertThat(new LauncherSettings(Map.of("PULSER_COMPILERS", "full")).compilers())
                .isEqualTo(JitMode.FULL);
        assertThatThrownBy(() -> new LauncherSettings(Map.of("PULSER_COMPILERS", "c3")).compilers())
                .hasMessage("Invalid value \"c3\" for PULSER_COMPILERS. Use quick or full.");
    }
}
