// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.launcher.process.Compilers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CoverageAgentTest {

    private static final Path JAVA = Path.of("/jdk/bin/java");
    private static final Path JAR = Path.of("/app/quarkus-run.jar");

    @Test
    void isOffUnlessAskedFor() {
        assertThat(CoverageAgent.parse(Optional.empty())).isEmpty();
        assertThat(CoverageAgent.parse(Optional.of(" "))).isEmpty();
        assertThat(new ServiceJvm(JAVA, Compilers.FULL, Optional.empty()).command(Service.INGEST, JAR))
                .noneMatch(flag -> flag.startsWith("-javaagent"));
    }

    @Test
    void writesAFileForEachService() {
        var agent = CoverageAgent.parse(Optional.of("/agent.jar,/results"));

        assertThat(new ServiceJvm(JAVA, Compilers.FULL, agent).command(Service.ROUTING, JAR))
                .anyMatch(flag -> flag.startsWith("-javaagent:/agent.jar=destfile=/results/jacoco-routing.exec"));
    }

    @Test
    void saysWhatTheSettingHasToLookLike() {
        assertThatThrownBy(() -> CoverageAgent.parse(Optional.of("/agent.jar")))
                .hasMessage("PULSER_JACOCO is \"/agent.jar\", but must be <agent jar>,<folder>");
    }

    @Test
    void leavesRoutingTheLargestHeapAndTheJarTheLastWord() {
        var jvm = new ServiceJvm(JAVA, Compilers.FULL, Optional.empty());

        assertThat(jvm.command(Service.ROUTING, JAR)).contains("-Xmx224m").doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(jvm.command(Service.ADAPTERS, JAR)).contains("-Xmx160m").endsWith("-jar", JAR.toString());
    }
}
