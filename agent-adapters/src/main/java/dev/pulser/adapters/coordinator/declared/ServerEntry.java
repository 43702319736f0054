// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.declared;

/** A server as the file of servers declares it. */
public sealed interface ServerEntry {

    String name();

    record Configured(ServerDefinition definition) implements ServerEntry {

        @Override
        public String name() {
            return definition.name();
        }
    }

    /**
     * It cannot be used as it is declared.
     *
     * @param code   {@value #MISSING}, or the rule that it breaks; for programs
     * @param reason what is missing or forbidden, and the way out
     */
    record NotConfigured(String name, String code, String reason) implements ServerEntry {

        /** Something that the declaration needs is not there. */
        public static final String MISSING = "mcp-server-not-configured";

        /** The command, its arguments or its environment are not allowed. */
        public static final String COMMAND_FORBIDDEN = "command-forbidden";

        /** The address is not allowed. */
        public static final String URL_FORBIDDEN = "url-forbidden";
    }
}
