// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.launcher.embedded.PostgresAccount;
import dev.pulser.launcher.project.ProjectHome;
import dev.pulser.launcher.service.Service;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceSettingsTest {

    private static final PostgresAccount OWNER =
            new PostgresAccount("jdbc:postgresql://db/pulser", "owner", "owner-pw");
    private static final PostgresAccount TOOLS =
            new PostgresAccount("jdbc:postgresql://db/pulser", "tools", "tools-pw");

    @TempDir
    Path folder;

    private Secrets secrets;
    private ServiceSettings settings;

    @BeforeEach
    void make() {
        secrets = Secrets.in(folder.resolve("secrets"));
        settings = new ServiceSettings(
                new StackAddresses(StackPorts.DEFAULT, "127.0.0.1:19092", OWNER, "redis://127.0.0.1:16379"),
                secrets,
                Optional.of(TOOLS),
                new ProjectHome(folder),
                Path.of("/jdk/bin/java"),
                folder.resolve("state"),
                Map.of("PULSER_ROUTING_LEASE", "6s"));
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void whatTheUserWantsOtherwiseHoldsForEveryService(Service service) {
        assertThat(settings.of(service)).containsEntry("PULSER_ROUTING_LEASE", "6s");
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void everyServiceBindsToLoopbackAndKnowsTheBroker(Service service) {
        assertThat(settings.of(service))
                .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
                .containsEntry("QUARKUS_HTTP_PORT", Integer.toString(StackPorts.DEFAULT.of(service)))
                .containsEntry("PULSER_KAFKA_BOOTSTRAP", "127.0.0.1:19092");
    }

    @ParameterizedTest
    @EnumSource(value = Service.class, mode = EnumSource.Mode.EXCLUDE, names = "TELEMETRY")
    void onlyTelemetryGetsTheOwnersPassword(Service service) {
        assertThat(settings.of(service)).doesNotContainValue("owner-pw");
        assertThat(settings.of(Service.TELEMETRY)).containsEntry("PULSER_POSTGRES_PASSWORD", "owner-pw");
    }

    @Test
    void ingestReadsAsARoleWhosePasswordTelemetrySets() {
        assertThat(settings.of(Service.INGEST))
                .containsEntry("PULSER_POSTGRES_USER", "pulser_ingest")
                .containsEntry("PULSER_POSTGRES_PASSWORD", secrets.reader());
        assertThat(settings.of(Service.TELEMETRY)).containsEntry("PULSER_POSTGRES_READER_PASSWORD", secrets.reader());
    }

    @Test
    void ingestAndTelemetryShareTheKeyOfTheCompanyContext() {
        assertThat(settings.of(Service.INGEST).get("PULSER_CONTEXT_KEY"))
                .isEqualTo(secrets.contextKey())
                .isEqualTo(settings.of(Service.TELEMETRY).get("PULSER_CONTEXT_KEY"));
    }

    @Test
    void routingAndAdaptersNeverSeeTheDatabase() {
        assertThat(settings.of(Service.ROUTING))
                .doesNotContainKeys("PULSER_POSTGRES_URL", "PULSER_REDIS_URL", "PULSER_CONTEXT_KEY");
        assertThat(settings.of(Service.ADAPTERS))
                .doesNotContainKeys("PULSER_POSTGRES_URL", "PULSER_REDIS_URL", "PULSER_CONTEXT_KEY");
    }

    @Test
    void theToolboxGetsTheReadOnlyAccountAndTheRestPort() {
        assertThat(settings.of(Service.ADAPTERS))
                .containsEntry("TOOLBOX_DATABASE_USER", "tools")
                .containsEntry("TOOLBOX_HTTP_ALLOW", "127.0.0.1:8000")
                .containsEntry("PULSER_JAVA", "/jdk/bin/java");
    }
}
