// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.declared;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An MCP server as it is to be used. */
public sealed interface ServerDefinition {

    String name();

    /** The one version of the protocol that it is to be spoken to in; null finds out. */
    @Nullable
    String protocol();

    /**
     * One that is run as a process and spoken to over its stdin and stdout.
     *
     * @param command     program and arguments; no shell is involved
     * @param environment all of the process's environment
     * @param folder      where it runs; null means where Pulser runs
     */
    record Command(
            String name,
            @Nullable String protocol,
            List<String> command,
            Map<String, String> environment,
            @Nullable Path folder)
            implements ServerDefinition {

        public Command {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }

        /** Without the environment, which holds secrets. */
        @Override
        public String toString() {
            return name + ' ' + command.getFirst();
        }
    }

    /**
     * One that runs elsewhere and is reached by HTTP.
     *
     * @param headers sent with every request to it, to nobody else
     */
    record Url(String name, @Nullable String protocol, URI url, Map<String, String> headers)
            implements ServerDefinition {

        public Url {
            headers = Map.copyOf(headers);
        }

        /** Without the headers, which hold secrets. */
        @Override
        public String toString() {
            return name + ' ' + url.getScheme() + "://" + url.getAuthority();
        }
    }
}
