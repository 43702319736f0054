// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.declaration;

import dev.pulser.contract.name.Names;
import dev.pulser.mcp.declaration.ServerDeclaration.NotConfigured;
import dev.pulser.mcp.rpc.ProtocolRevision;
import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
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
 * Reader of the file that declares the servers, {@code mcp.json}.
 *
 * <p>Errors: an invalid file is an {@link IllegalArgumentException} that names the file, the server and the field. A server with
 * an unset variable or a forbidden value is not an error but a {@link ServerDeclaration.NotConfigured}.
 */
public final class McpServersFile {

    private static final Logger LOG = Logger.getLogger(McpServersFile.class);
    private static final Set<String> HTTP_TYPES = Set.of("http", "streamable-http", "streamableHttp");

    private final Path file;
    private final Function<String, @Nullable String> environment;
    private final CommandPolicy commandPolicy;
    private final Function<URI, Optional<String>> urlPolicy;

    /** @param urlPolicy returns the reason why an address is not allowed; empty if it is allowed */
    public McpServersFile(
            Path file,
            Function<String, @Nullable String> environment,
            CommandPolicy commandPolicy,
            Function<URI, Optional<String>> urlPolicy) {
        this.file = file;
        this.environment = environment;
        this.commandPolicy = commandPolicy;
        this.urlPolicy = urlPolicy;
    }

    /** Returns the declarations in the order of the file; none if the file does not exist. */
    public List<ServerDeclaration> read() {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            LOG.warnf("MCP server file does not exist, no servers declared file=%s", file.toAbsolutePath());
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private List<ServerDeclaration> parse(String text) {
        try {
            var servers = Json.parse(text).member("mcpServers");
            if (servers == null || !servers.isObject()) {
                throw invalid("must be a JSON object with the member mcpServers");
            }
            var declarations = new ArrayList<ServerDeclaration>();
            servers.members().forEach((name, server) -> declarations.add(declaration(name, server)));
            return declarations;
        } catch (MalformedJsonException e) {
            throw invalid("invalid JSON: " + e.getMessage());
        }
    }

    private ServerDeclaration declaration(String name, Json server) {
        if (!Names.isValid(name)) {
            throw invalid("server name \"%s\" must be a letter followed by up to 63 characters of a-z, 0-9, _ and -"
                    .formatted(name));
        }
        var disabled = server.member("disabled");
        if (disabled != null && disabled.isTrue()) {
            return new NotConfigured(
                    name, NotConfigured.DISABLED, "Server %s is disabled in %s.".formatted(name, file));
        }
        var placeholders = new EnvironmentPlaceholders(environment);
        var definition =
                server.member("url") == null ? stdio(name, server, placeholders) : http(name, server, placeholders);
        if (!placeholders.missing().isEmpty()) {
            return new NotConfigured(name, NotConfigured.MISSING, missing(name, placeholders.missing()));
        }
        return violation(definition)
                .<ServerDeclaration>map(violation -> violation)
                .orElseGet(() -> new ServerDeclaration.Configured(definition));
    }

    private static String missing(String server, Set<String> variables) {
        return variables.size() == 1
                ? "Server %s requires the environment variable %s. Set it and restart agent-adapters."
                        .formatted(server, String.join(", ", variables))
                : "Server %s requires the environment variables %s. Set them and restart agent-adapters."
                        .formatted(server, String.join(", ", variables));
    }

    private Optional<NotConfigured> violation(ServerDefinition definition) {
        var name = definition.name();
        return switch (definition) {
            case ServerDefinition.Stdio stdio ->
                commandPolicy
                        .violation(stdio)
                        .map(reason -> new NotConfigured(
                                name, NotConfigured.COMMAND_FORBIDDEN, "Server %s: %s.".formatted(name, reason)));
            case ServerDefinition.Http http ->
                urlPolicy
                        .apply(http.url())
                        .map(reason -> new NotConfigured(
                                name,
                                NotConfigured.URL_FORBIDDEN,
                                "Server %s: url is not allowed: %s.".formatted(name, reason)))
                        .or(() -> HeaderPolicy.violation(http.headers())
                                .map(reason -> new NotConfigured(
                                        name, NotConfigured.MISSING, "Server %s: %s.".formatted(name, reason))));
        };
    }

    private ServerDefinition stdio(String name, Json server, EnvironmentPlaceholders placeholders) {
        var command = new ArrayList<String>();
        command.add(placeholders.replace(text(name, "command", server.member("command"))));
        command.addAll(texts(name, server.member("args"), placeholders));
        var variables = variables(name, "env", server.member("env"), placeholders);
        var directory = server.member("cwd");
        return new ServerDefinition.Stdio(
                name,
                protocol(name, server),
                command,
                variables,
                directory == null ? null : Path.of(placeholders.replace(text(name, "cwd", directory))));
    }

    private ServerDefinition http(String name, Json server, EnvironmentPlaceholders placeholders) {
        if (server.member("command") != null) {
            throw invalid("server %s: url and command are mutually exclusive".formatted(name));
        }
        var type = server.member("type");
        if (type != null && !type.asString().filter(HTTP_TYPES::contains).isPresent()) {
            throw invalid("server %s: type must be http; the sse transport is not supported".formatted(name));
        }
        var text = placeholders.replace(text(name, "url", server.member("url")));
        var headers = variables(name, "headers", server.member("headers"), placeholders);
        try {
            // Without the missing variables there is no valid address; the declaration ends as not configured.
            var url = placeholders.missing().isEmpty() ? URI.create(text) : URI.create("http://unset");
            return new ServerDefinition.Http(name, protocol(name, server), url, headers);
        } catch (IllegalArgumentException e) {
            throw invalid("server %s: url is invalid: %s".formatted(name, e.getMessage()));
        }
    }

    private @Nullable String protocol(String name, Json server) {
        var member = server.member("protocol");
        if (member == null) {
            return null;
        }
        return member.asString()
                .filter(version -> ProtocolRevision.of(version).isPresent())
                .orElseThrow(() -> invalid(
                        "server %s: protocol must be one of %s".formatted(name, ProtocolRevision.supportedVersions())));
    }

    private List<String> texts(String server, @Nullable Json array, EnvironmentPlaceholders placeholders) {
        if (array == null) {
            return List.of();
        }
        if (!array.isArray()) {
            throw invalid("server %s: args must be a list of strings".formatted(server));
        }
        return array.elements().stream()
                .map(element -> placeholders.replace(text(server, "args", element)))
                .toList();
    }

    private Map<String, String> variables(
            String server, String field, @Nullable Json object, EnvironmentPlaceholders placeholders) {
        if (object == null) {
            return Map.of();
        }
        if (!object.isObject()) {
            throw invalid("server %s: %s must be an object with string values".formatted(server, field));
        }
        var variables = new LinkedHashMap<String, String>();
        object.members()
                .forEach((name, value) ->
                        variables.put(name, placeholders.replace(text(server, field + '.' + name, value))));
        return variables;
    }

    private String text(String server, String field, @Nullable Json value) {
        if (value == null) {
            throw invalid("server %s: %s is required".formatted(server, field));
        }
        return value.asString()
                .filter(text -> !text.isEmpty() || field.startsWith("env."))
                .orElseThrow(() -> invalid("server %s: %s must be a non-empty string".formatted(server, field)));
    }

    private IllegalArgumentException invalid(String problem) {
        return new IllegalArgumentException("%s: %s".formatted(file, problem));
    }
}
