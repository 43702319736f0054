// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

/** A server as the file of servers declares it. */
sealed interface ServerEntry {

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
     * @param code   for programs
     * @param reason what is missing or forbidden, and the way out
     */
    record NotConfigured(String name, String code, String reason) implements ServerEntry {}
}
