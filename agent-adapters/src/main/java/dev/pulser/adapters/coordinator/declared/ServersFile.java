// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.declared;

import dev.pulser.adapters.coordinator.declared.ServerEntry.NotConfigured;
import dev.pulser.adapters.coordinator.rpc.Era;
import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.json.MalformedJson;
import dev.pulser.contract.name.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file that declares the servers.
 *
 * <p>Errors: a file that cannot be understood is an {@link IllegalArgumentException} that names the file, the server and
 * the field. A server with an unset variable, or with something that is not allowed, is no error: it is an entry that
 * says so.
 */
public final class ServersFile {

    private static final Logger LOG = Logger.getLogger(ServersFile.class);
    private static final Set<String> TYPES_BY_URL = Set.of("http", "streamable-http", "streamableHttp");

    private final Path file;
    private final Function<String, @Nullable String> environment;
    private final CommandRules commands;
    private final Function<URI, Optional<String>> urls;

    /** @param urls says what is wrong with an address; empty where nothing is */
    public ServersFile(
            Path file,
            Function<String, @Nullable String> environment,
            CommandRules commands,
            Function<URI, Optional<String>> urls) {
        this.file = file;
        this.environment = environment;
        this.commands = commands;
        this.urls = urls;
    }

    /** In the order of the file; none when there is no file. */
    public List<ServerEntry> read() {
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
        var placeholders = new Placeholders(environment);
        var definition =
                server.member("url") == null ? command(name, server, placeholders) : url(name, server, placeholders);
        if (!placeholders.missing().isEmpty()) {
            return new NotConfigured(
                    name,
                    NotConfigured.MISSING,
                    "server %s needs the environment variable %s, which is not set where the adapters run"
                            .formatted(name, String.join(" and ", placeholders.missing())));
        }
        return refusal(definition)
                .<ServerEntry>map(refused -> refused)
                .orElseGet(() -> new ServerEntry.Configured(definition));
    }

    private Optional<NotConfigured> refusal(ServerDefinition definition) {
        var name = definition.name();
        return switch (definition) {
            case ServerDefinition.Command command ->
                commands.refusal(command)
                        .map(why -> new NotConfigured(
                                name, NotConfigured.COMMAND_FORBIDDEN, "server %s: %s".formatted(name, why)));
            case ServerDefinition.Url url ->
                urls.apply(url.url())
                        .map(why -> new NotConfigured(
                                name,
                                NotConfigured.URL_FORBIDDEN,
                                "server %s: url is refused (EGRESS_BLOCKED): %s".formatted(name, why)))
                        .or(() -> HeaderRules.refusal(url.headers())
                                .map(why -> new NotConfigured(
                                        name, NotConfigured.MISSING, "server %s: %s".formatted(name, why))));
        };
    }

    private ServerDefinition command(String name, Json server, Placeholders placeholders) {
        var command = new ArrayList<String>();
        command.add(placeholders.fill(text(name, "command", server.member("command"))));
        command.addAll(texts(name, server.member("args"), placeholders));
        var variables = variables(name, "env", server.member("env"), placeholders);
        var folder = server.member("cwd");
        return new ServerDefinition.Command(
                name,
                protocol(name, server),
                command,
                variables,
                folder == null ? null : Path.of(placeholders.fill(text(name, "cwd", folder))));
    }

    private ServerDefinition url(String name, Json server, Placeholders placeholders) {
        if (server.member("command") != null) {
            throw faulty("server %s has a url and a command: it can be reached by one of them".formatted(name));
        }
        var type = server.member("type");
        if (type != null && !type.asString().filter(TYPES_BY_URL::contains).isPresent()) {
            throw faulty("server %s: type has to be http (the older sse is not spoken)".formatted(name));
        }
        var text = placeholders.fill(text(name, "url", server.member("url")));
        var headers = variables(name, "headers", server.member("headers"), placeholders);
        try {
            // A placeholder without a value leaves no address; the entry will say which it is.
            var url = placeholders.missing().isEmpty() ? URI.create(text) : URI.create("http://unset");
            return new ServerDefinition.Url(name, protocol(name, server), url, headers);
        } catch (IllegalArgumentException e) {
            throw faulty("server %s: url is no address: %s".formatted(name, e.getMessage()));
        }
    }

    private @Nullable String protocol(String name, Json server) {
        var member = server.member("protocol");
        if (member == null) {
            return null;
        }
        return member.asString()
                .filter(version -> Era.of(version).isPresent())
                .orElseThrow(() -> faulty("server %s: protocol has to be one of %s".formatted(name, Era.versions())));
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

    private Map<String, String> variables(
            String server, String field, @Nullable Json object, Placeholders placeholders) {
        if (object == null) {
            return Map.of();
        }
        if (!object.isObject()) {
            throw faulty("server %s: %s has to be an object of strings".formatted(server, field));
        }
        var variables = new LinkedHashMap<String, String>();
        object.members()
                .forEach((name, value) ->
                        variables.put(name, placeholders.fill(text(server, field + '.' + name, value))));
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
