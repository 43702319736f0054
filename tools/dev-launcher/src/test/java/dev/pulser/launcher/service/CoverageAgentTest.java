// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.launcher.process.JitMode;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CoverageAgentTest {

    private static final Path JAVA = Path.of("/jdk/bin/java");
    private static final Path JAR = Path.of("/app/quarkus-run.jar");

    @Test
    void isOffByDefault() {
        assertThat(CoverageAgent.parse(Optional.empty())).isEmpty();
        assertThat(CoverageAgent.parse(Optional.of(" "))).isEmpty();
        assertThat(new ServiceJvm(JAVA, JitMode.FULL, Optional.empty()).command(PulserService.INGEST, JAR))
                .noneMatch(flag -> flag.startsWith("-javaagent"));
    }

    @Test
    void writesAFileForEachService() {
        var agent = CoverageAgent.parse(Optional.of("/agent.jar,/results"));

        assertThat(new ServiceJvm(JAVA, JitMode.FULL, agent).command(PulserService.ROUTING, JAR))
                .anyMatch(flag -> flag.startsWith("-javaagent:/agent.jar=destfile=/results/jacoco-routing.exec"));
    }

    @Test
    void reportsTheFormOfTheSetting() {
        assertThatThrownBy(() -> CoverageAgent.parse(Optional.of("/agent.jar")))
                .hasMessage("Invalid value \"/agent.jar\" for PULSER_JACOCO. Use <agent jar>,<folder>.");
    }

    @Test
    void givesRoutingTheLargestHeap() {
        var jvm = new ServiceJvm(JAVA, JitMode.FULL, Optional.empty());

        assertThat(jvm.command(PulserService.ROUTING, JAR))
                .contains("-Xmx224m")
                .doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(jvm.command(PulserService.ADAPTERS, JAR))
                .contains("-Xmx160m")
                .endsWith("-jar", JAR.toString());
    }
}
