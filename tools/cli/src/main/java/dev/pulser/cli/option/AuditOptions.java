// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.option;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options {@code --by} and {@code --reason} of every command that is recorded in the audit log. */
public final class AuditOptions {

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Name recorded in the audit log (default: your user name).")
    private String by = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Reason recorded in the audit log.")
    private @Nullable String reason;

    /** Returns a request body with these fields. */
    public ObjectNode body() {
        return addTo(JsonNodeFactory.instance.objectNode());
    }

    /** Adds the fields to the body of a request, and returns it. */
    public ObjectNode addTo(ObjectNode body) {
        if (!by.isBlank()) {
            body.put("by", by);
        }
        if (reason != null) {
            body.put("reason", reason);
        }
        return body;
    }
}
