// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.json.MalformedJson;
import dev.pulser.contract.name.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file that declares the servers.
 *
 * <p>Errors: a file that cannot be understood is an {@link IllegalArgumentException} that names the file, the server and
 * the field. A server with an unset variable is no error, it is an entry that says so.
 */
final class ServersFile {

    private static final Logger LOG = Logger.getLogger(ServersFile.class);

    private final Path file;
    private final Function<String, @Nullable String> environment;

    ServersFile(Path file, Function<String, @Nullable String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /** In the order of the file; none when there is no file. */
    List<ServerEntry> read() {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            LOG.warnf("no MCP servers, the file does not exist file=%s", file.toAbsolutePath());
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private List<ServerEntry> parse(String text) {
        try {
            var servers = Json.parse(text).member("mcpServers");
            if (servers == null || !servers.isObject()) {
                throw faulty("it has to be an object with the member mcpServers");
            }
            var entries = new ArrayList<ServerEntry>();
            servers.members().forEach((name, server) -> entries.add(entry(name, server)));
            return entries;
        } catch (MalformedJson e) {
            throw faulty("it is not JSON: " + e.getMessage());
        }
    }

    private ServerEntry entry(String name, Json server) {
        if (!Names.isValid(name)) {
            throw faulty("the server's name \"%s\" is not a letter followed by up to 63 of a-z, 0-9, _ and -"
                    .formatted(name));
        }
        if (server.member("url") != null) {
            return new ServerEntry.NotConfigured(
                    name,
                    ServerState.NOT_CONFIGURED,
                    "server %s has a url; this version runs servers by command (stdio) only".formatted(name));
        }
        var placeholders = new Placeholders(environment);
        var command = new ArrayList<String>();
        command.add(placeholders.fill(text(name, "command", server.member("command"))));
        command.addAll(texts(name, server.member("args"), placeholders));
        var variables = variables(name, server.member("env"), placeholders);
        var folder = server.member("cwd");
        var path = folder == null ? null : Path.of(placeholders.fill(text(name, "cwd", folder)));
        if (!placeholders.missing().isEmpty()) {
            return new ServerEntry.NotConfigured(
                    name,
                    ServerState.NOT_CONFIGURED,
                    "server %s needs the environment variable %s, which is not set where the adapters run"
                            .formatted(name, String.join(" and ", placeholders.missing())));
        }
        return new ServerEntry.Configured(new ServerDefinition(name, command, variables, path));
    }

    private List<String> texts(String server, @Nullable Json array, Placeholders placeholders) {
        if (array == null) {
            return List.of();
        }
        if (!array.isArray()) {
            throw faulty("server %s: args has to be a list of strings".formatted(server));
        }
        return array.elements().stream()
                .map(element -> placeholders.fill(text(server, "each of args", element)))
                .toList();
    }

    private Map<String, String> variables(String server, @Nullable Json object, Placeholders placeholders) {
        if (object == null) {
            return Map.of();
        }
        if (!object.isObject()) {
            throw faulty("server %s: env has to be an object of strings".formatted(server));
        }
        var variables = new LinkedHashMap<String, String>();
        object.members()
                .forEach((name, value) -> variables.put(name, placeholders.fill(text(server, "env." + name, value))));
        return variables;
    }

    private String text(String server, String field, @Nullable Json value) {
        if (value == null) {
            throw faulty("server %s: %s is missing".formatted(server, field));
        }
        return value.asString()
                .filter(text -> !text.isEmpty() || field.startsWith("env."))
                .orElseThrow(() -> faulty("server %s: %s has to be a string".formatted(server, field)));
    }

    private IllegalArgumentException faulty(String what) {
        return new IllegalArgumentException("%s: %s".formatted(file, what));
    }
}
