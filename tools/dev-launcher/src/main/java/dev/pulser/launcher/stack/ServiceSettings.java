// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import dev.pulser.launcher.embedded.PostgresAccount;
import dev.pulser.launcher.project.LauncherSettings;
import dev.pulser.launcher.project.ProjectHome;
import dev.pulser.launcher.service.Service;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The environment of each service: what it may reach and nothing more. Only telemetry gets the owner's password; ingest
 * reads as its own role.
 *
 * @param own what the user wants otherwise
 */
record ServiceSettings(
        StackAddresses addresses,
        Secrets secrets,
        Optional<PostgresAccount> toolbox,
        ProjectHome project,
        Path java,
        Path state,
        Map<String, String> own) {

    private static final String READER = "pulser_ingest";
    private static final String EGRESS = "PULSER_EGRESS_ALLOW";
    private static final String LOOPBACK = "127.0.0.0/8,::1";

    Map<String, String> of(Service service) {
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
        settings.putAll(own);
        return settings;
    }

    private Map<String, String> common(Service service) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        settings.put("QUARKUS_HTTP_PORT", Integer.toString(addresses.ports().of(service)));
        settings.put("PULSER_KAFKA_BOOTSTRAP", addresses.kafka());
        settings.put("PULSER_AGENTS_FILE", project.agentsFile().toString());
        var mcpFile = new LauncherSettings(System.getenv()).mcpFile().orElse(project.mcpFile());
        settings.put("PULSER_MCP_FILE", mcpFile.toString());
        if (System.getenv(EGRESS) == null) {
            settings.put(EGRESS, LOOPBACK); // agents on this machine: what somebody who tries Pulser has
        }
        // glibc keeps a heap per thread otherwise, which costs memory and gains nothing here.
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
