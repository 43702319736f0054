// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --by} and {@code --reason}, on every command that is audited. */
public final class AskedOption {

    @Option(
            names = "--by",
            paramLabel = "WHO",
            defaultValue = "${sys:user.name}",
            description = "Who asks, for the audit (default: you).")
    private String by = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit.")
    private @Nullable String reason;

    /** Writes it into the body of a command. */
    public ObjectNode into(ObjectNode body) {
        if (!by.isBlank()) {
            body.put("by", by);
        }
        if (reason != null) {
            body.put("reason", reason);
        }
        return body;
    }
}
