// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.launcher.project.ProjectLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AdaptersEnvironmentTest {

    @Test
    void isTheEnvironmentOfTheAdaptersWithoutADatabase() {
        var environment =
                AdaptersEnvironment.of(new ProjectLayout(Path.of("/pulser")), Path.of("/jdk/java"), 8100, "broker:1");

        assertThat(environment)
                .containsEntry("PULSER_JAVA", "/jdk/java")
                .containsEntry("PULSER_KAFKA_BOOTSTRAP", "broker:1")
                .containsEntry("TOOLBOX_HTTP_ALLOW", "127.0.0.1:8100")
                .containsEntry("TOOLBOX_KAFKA", "broker:1")
                .containsKeys("PULSER_MCP_FILE", "PULSER_TOOLBOX_JAR", "TOOLBOX_FILES")
                .doesNotContainKeys("TOOLBOX_DATABASE_URL", "PULSER_POSTGRES_URL", "PULSER_CONTEXT_KEY");
    }
}
