// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.declaration;

/** Declaration of a server: usable, or not configured. */
public sealed interface ServerDeclaration {

    String name();

    record Configured(ServerDefinition definition) implements ServerDeclaration {

        @Override
        public String name() {
            return definition.name();
        }
    }

    /**
     * Declaration of a server that cannot be started.
     *
     * @param code   machine-readable code, one of the constants
     * @param reason sentences with the problem and the remedy
     */
    record NotConfigured(String name, String code, String reason) implements ServerDeclaration {

        /** Something that the declaration refers to is missing or invalid. */
        public static final String MISSING = "mcp-server-not-configured";

        /** The command, its arguments or its environment are not allowed. */
        public static final String COMMAND_FORBIDDEN = "command-forbidden";

        /** The declaration has {@code "disabled": true}. */
        public static final String DISABLED = "mcp-server-disabled";

        /** The egress policy does not allow the address. */
        public static final String URL_FORBIDDEN = "url-forbidden";
    }
}
