// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.declaration;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Definition of an MCP server, with all placeholders replaced. */
public sealed interface ServerDefinition {

    String name();

    /** Returns the only protocol version to use; null to negotiate it. */
    @Nullable
    String protocol();

    /**
     * Server that runs as a local process.
     *
     * @param command          program and arguments; no shell is involved
     * @param environment      complete environment of the process
     * @param workingDirectory null for the working directory of the service
     */
    record Stdio(
            String name,
            @Nullable String protocol,
            List<String> command,
            Map<String, String> environment,
            @Nullable Path workingDirectory)
            implements ServerDefinition {

        public Stdio {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }

        /** Omits the environment, which contains secrets. */
        @Override
        public String toString() {
            return name + ' ' + command.getFirst();
        }
    }

    /**
     * Server that is reached by Streamable HTTP.
     *
     * @param headers additional headers of each request
     */
    record Http(String name, @Nullable String protocol, URI url, Map<String, String> headers)
            implements ServerDefinition {

        public Http {
            headers = Map.copyOf(headers);
        }

        /** Omits the headers, which contain secrets. */
        @Override
        public String toString() {
            return name + ' ' + url.getScheme() + "://" + url.getAuthority();
        }
    }
}
