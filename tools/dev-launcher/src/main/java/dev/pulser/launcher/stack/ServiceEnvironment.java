// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import dev.pulser.launcher.embedded.PostgresAccount;
import dev.pulser.launcher.project.LauncherSettings;
import dev.pulser.launcher.project.ProjectLayout;
import dev.pulser.launcher.service.PulserService;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Environment of each service, with the addresses and passwords that it needs and no others. Only telemetry-streams
 * gets the owner's password; ingest-service reads with a separate role.
 *
 * @param toolbox   read-only account of the example tools; empty with an external database
 * @param java      {@code java} program for the example tools
 * @param state     folder of the state stores
 * @param overrides variables that override all others
 */
record ServiceEnvironment(
        StackAddresses addresses,
        StackSecrets secrets,
        Optional<PostgresAccount> toolbox,
        ProjectLayout project,
        Path java,
        Path state,
        Map<String, String> overrides) {

    private static final String READER = "pulser_ingest";
    private static final String EGRESS = "PULSER_EGRESS_ALLOW";
    private static final String LOOPBACK = "127.0.0.0/8,::1";

    Map<String, String> of(PulserService service) {
        var settings = common(service);
        switch (service) {
            case INGEST -> {
                database(settings, READER, secrets.reader());
                settings.put("PULSER_REDIS_URL", addresses.redis());
            }
            case ROUTING -> settings.put("PULSER_ROUTING_STATE_DIR", state.toString());
            case ADAPTERS -> adapters(settings);
            case TELEMETRY -> {
                database(
                        settings,
                        addresses.postgres().user(),
                        addresses.postgres().password());
                settings.put("PULSER_POSTGRES_READER_PASSWORD", secrets.reader());
                settings.put("PULSER_REDIS_URL", addresses.redis());
            }
        }
        settings.putAll(overrides);
        return settings;
    }

    private Map<String, String> common(PulserService service) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        settings.put("QUARKUS_HTTP_PORT", Integer.toString(addresses.ports().of(service)));
        settings.put("PULSER_KAFKA_BOOTSTRAP", addresses.kafka());
        settings.put("PULSER_AGENTS_FILE", project.agentsFile().toString());
        var mcpFile = LauncherSettings.ofProcess().mcpFile().orElse(project.mcpFile());
        settings.put("PULSER_MCP_FILE", mcpFile.toString());
        if (System.getenv(EGRESS) == null) {
            settings.put(EGRESS, LOOPBACK); // agents on this machine are allowed
        }
        // Otherwise glibc keeps a heap per thread, which costs memory without a benefit here.
        settings.put("MALLOC_ARENA_MAX", "2");
        return settings;
    }

    private void database(Map<String, String> settings, String user, String password) {
        settings.put("PULSER_POSTGRES_URL", addresses.postgres().url());
        settings.put("PULSER_POSTGRES_USER", user);
        settings.put("PULSER_POSTGRES_PASSWORD", password);
        settings.put("PULSER_CONTEXT_KEY", secrets.contextKey());
    }

    private void adapters(Map<String, String> settings) {
        settings.put("PULSER_JAVA", java.toString());
        settings.put("PULSER_TOOLBOX_JAR", project.toolboxJar().toString());
        settings.put("TOOLBOX_FILES", project.workspace().toString());
        settings.put("TOOLBOX_KAFKA", addresses.kafka());
        settings.put("TOOLBOX_HTTP_ALLOW", "127.0.0.1:" + addresses.ports().rest());
        toolbox.ifPresent(account -> {
            settings.put("TOOLBOX_DATABASE_URL", account.url());
            settings.put("TOOLBOX_DATABASE_USER", account.user());
            settings.put("TOOLBOX_DATABASE_PASSWORD", account.password());
        });
    }
}
