// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import dev.pulser.adapters.coordinator.declared.CommandRules;
import dev.pulser.adapters.coordinator.declared.ServersFile;
import dev.pulser.contract.egress.EgressPolicy;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every MCP server of the file, each under its own supervision: one that is broken slows no other. */
public final class McpServers implements AutoCloseable {

    private final Map<String, McpServer> byName = new LinkedHashMap<>();
    private final McpConfig config;

    /**
     * Reads the file; starts nothing yet.
     *
     * @param environment of which placeholders are filled, {@code System::getenv}
     * @param egress      says where nobody may connect to
     * @throws IllegalArgumentException where the file cannot be understood
     */
    public McpServers(McpConfig config, Function<String, @Nullable String> environment, EgressPolicy egress) {
        this.config = config;
        var connections = new Connections(config, egress);
        var file = new ServersFile(config.file(), environment, new CommandRules(config.commands()), egress::refusal);
        for (var entry : file.read()) {
            byName.put(entry.name(), new McpServer(entry, config, connections));
        }
    }

    /** Starts all of them, without waiting. */
    public void start() {
        byName.values().forEach(McpServer::start);
    }

    /** In the order of the file. */
    public Collection<McpServer> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    public Optional<McpServer> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Each server's state in one line, in the order of the file. */
    public Map<String, String> summaries() {
        var summaries = new LinkedHashMap<String, String>();
        byName.forEach((name, server) -> summaries.put(name, server.summary()));
        return summaries;
    }

    /** For a message to people: where servers are declared, and which are. */
    public String declared() {
        return "%s declares %s"
                .formatted(config.file(), byName.isEmpty() ? "none" : String.join(", ", byName.keySet()));
    }

    /** Ends all of them at the same time, within three seconds. */
    @Override
    public void close() {
        byName.values().parallelStream().forEach(McpServer::close);
    }
}
