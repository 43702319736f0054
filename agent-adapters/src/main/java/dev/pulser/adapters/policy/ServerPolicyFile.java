// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.policy;

import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reader of server policies from the server file, {@code mcp.json}. {@link dev.pulser.mcp.declaration.McpServersFile} reads the
 * declarations from the same file.
 *
 * <p>Errors: an invalid file is an {@link IllegalArgumentException} that names the file, the server and the field.
 */
public final class ServerPolicyFile {

    private ServerPolicyFile() {}

    /** Returns the policies; the default for all servers if the file does not exist. */
    public static ServerPolicies read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            return ServerPolicies.DEFAULT;
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException("%s: invalid JSON: %s".formatted(file, e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static ServerPolicies parse(String text) throws MalformedJsonException {
        var servers = Json.parse(text).member("mcpServers");
        var policies = new LinkedHashMap<String, ServerPolicy>();
        (servers == null ? Map.<String, Json>of() : servers.members())
                .forEach((name, server) -> policies.put(name, new ServerPolicyReader(name).read(server)));
        return new ServerPolicies(policies);
    }
}
