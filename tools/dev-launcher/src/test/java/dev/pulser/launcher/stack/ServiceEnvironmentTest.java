// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.launcher.embedded.PostgresAccount;
import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.project.ProjectLayout;
import dev.pulser.launcher.service.PulserService;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceEnvironmentTest {

    private static final PostgresAccount OWNER =
            new PostgresAccount("jdbc:postgresql://db/pulser", "owner", "owner-pw");
    private static final PostgresAccount TOOLBOX =
            new PostgresAccount("jdbc:postgresql://db/pulser", "tools", "tools-pw");

    @TempDir
    Path folder;

    private StackSecrets secrets;
    private ServiceEnvironment environment;

    @BeforeEach
    void create() {
        secrets = StackSecrets.in(folder.resolve("secrets"));
        environment = new ServiceEnvironment(
                new StackAddresses(StackPorts.DEFAULT, "127.0.0.1:19092", OWNER, "redis://127.0.0.1:16379"),
                secrets,
                Optional.of(TOOLBOX),
                new ProjectLayout(folder),
                Path.of("/jdk/bin/java"),
                folder.resolve("state"),
                Map.of("PULSER_ROUTING_LEASE", "6s"));
    }

    @ParameterizedTest
    @EnumSource(PulserService.class)
    void overridesApplyToEveryService(PulserService service) {
        assertThat(environment.of(service)).containsEntry("PULSER_ROUTING_LEASE", "6s");
    }

    @ParameterizedTest
    @EnumSource(PulserService.class)
    void everyServiceBindsToLoopbackAndKnowsTheBroker(PulserService service) {
        assertThat(environment.of(service))
                .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
                .containsEntry("QUARKUS_HTTP_PORT", Integer.toString(StackPorts.DEFAULT.of(service)))
                .containsEntry("PULSER_KAFKA_BOOTSTRAP", "127.0.0.1:19092");
    }

    @ParameterizedTest
    @EnumSource(value = PulserService.class, mode = EnumSource.Mode.EXCLUDE, names = "TELEMETRY")
    void onlyTelemetryGetsTheOwnersPassword(PulserService service) {
        assertThat(environment.of(service)).doesNotContainValue("owner-pw");
        assertThat(environment.of(PulserService.TELEMETRY)).containsEntry("PULSER_POSTGRES_PASSWORD", "owner-pw");
    }

    @Test
    void ingestReadsAsARoleWhosePasswordTelemetrySets() {
        assertThat(environment.of(PulserService.INGEST))
                .containsEntry("PULSER_POSTGRES_USER", "pulser_ingest")
                .containsEntry("PULSER_POSTGRES_PASSWORD", secrets.reader());
        assertThat(environment.of(PulserService.TELEMETRY))
                .containsEntry("PULSER_POSTGRES_READER_PASSWORD", secrets.reader());
    }

    @Test
    void ingestAndTelemetryShareTheKeyOfTheCompanyContext() {
        assertThat(environment.of(PulserService.INGEST).get("PULSER_CONTEXT_KEY"))
                .isEqualTo(secrets.contextKey())
                .isEqualTo(environment.of(PulserService.TELEMETRY).get("PULSER_CONTEXT_KEY"));
    }

    @Test
    void routingAndAdaptersNeverSeeTheDatabase() {
        assertThat(environment.of(PulserService.ROUTING))
                .doesNotContainKeys("PULSER_POSTGRES_URL", "PULSER_REDIS_URL", "PULSER_CONTEXT_KEY");
        assertThat(environment.of(PulserService.ADAPTERS))
                .doesNotContainKeys("PULSER_POSTGRES_URL", "PULSER_REDIS_URL", "PULSER_CONTEXT_KEY");
    }

    @Test
    void theToolboxGetsTheReadOnlyAccountAndTheRestPort() {
        assertThat(environment.of(PulserService.ADAPTERS))
                .containsEntry("TOOLBOX_DATABASE_USER", "tools")
                .containsEntry("TOOLBOX_HTTP_ALLOW", "127.0.0.1:8000")
                .containsEntry("PULSER_JAVA", "/jdk/bin/java");
    }
}
