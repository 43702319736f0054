// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp;

import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.mcp.declaration.CommandPolicy;
import dev.pulser.mcp.declaration.McpServersFile;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All declared MCP servers. Each has its own supervisor, so that a failing server does not affect the others. */
public final class McpServers implements AutoCloseable {

    private final Map<String, SupervisedServer> byName = new LinkedHashMap<>();
    private final McpClientConfig config;

    /**
     * Reads the declarations; starts no server.
     *
     * @param environment environment variables for placeholders, usually {@code System::getenv}
     * @param egress      addresses that may be connected to
     * @throws IllegalArgumentException if the file is invalid; the message names the file, the server and the field
     */
    public McpServers(McpClientConfig config, Function<String, @Nullable String> environment, EgressPolicy egress) {
        this.config = config;
        var connections = new ConnectionFactory(config, egress);
        var file =
                new McpServersFile(config.file(), environment, new CommandPolicy(config.commands()), egress::refusal);
        for (var declaration : file.read()) {
            byName.put(declaration.name(), new SupervisedServer(declaration, config, connections));
        }
    }

    /** Starts all servers without waiting for them. */
    public void start() {
        byName.values().forEach(SupervisedServer::start);
    }

    /** Returns all servers in the order of the file. */
    public Collection<SupervisedServer> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    public Optional<SupervisedServer> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns the state of each server on one line, by name, in the order of the file. */
    public Map<String, String> summaries() {
        var summaries = new LinkedHashMap<String, String>();
        byName.forEach((name, server) -> summaries.put(name, server.summary()));
        return summaries;
    }

    /** Returns a sentence for error messages that names the file and the declared servers. */
    public String declared() {
        return "Servers declared in %s: %s"
                .formatted(config.file(), byName.isEmpty() ? "none" : String.join(", ", byName.keySet()));
    }

    /** Closes all connections in parallel, within three seconds. */
    @Override
    public void close() {
        byName.values().parallelStream().forEach(SupervisedServer::close);
    }
}
