// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import dev.pulser.contract.tool.ToolRef;
import dev.pulser.mcp.tools.McpTool;
import dev.pulser.service.json.Json;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tool of a server with one definition. Immutable and thread-safe. */
public final class RegisteredTool {

    private static final Logger LOG = Logger.getLogger(RegisteredTool.class);

    private final ToolRef ref;
    private final McpTool definition;
    private final String hash;
    private @Nullable ArgumentSchema argumentSchema;

    RegisteredTool(String server, McpTool definition) {
        this.ref = new ToolRef(server, definition.name());
        this.definition = definition;
        this.hash = definition.hash();
    }

    public ToolRef ref() {
        return ref;
    }

    public McpTool definition() {
        return definition;
    }

    /** Returns the hash of the definition, see {@link McpTool#hash()}. */
    public String hash() {
        return hash;
    }

    /** Returns the reason why the input schema is invalid and the tool cannot be called; empty if it is valid. */
    public Optional<String> schemaError() {
        return argumentSchema() instanceof ArgumentSchema.Invalid(var reason) ? Optional.of(reason) : Optional.empty();
    }

    /** Returns all violations of the input schema, each with a JSON pointer; empty also if the schema is not enforced. */
    public List<String> argumentErrors(Json arguments) {
        return argumentSchema() instanceof ArgumentSchema.Enforced enforced ? enforced.errors(arguments) : List.of();
    }

    /** Parses the schema at its first use, because most tools are never called. */
    private synchronized ArgumentSchema argumentSchema() {
        if (argumentSchema == null) {
            argumentSchema = ArgumentSchema.of(definition.inputSchema());
            if (argumentSchema instanceof ArgumentSchema.NotEnforced(var reason)) {
                LOG.infof("Input schema not enforced tool=%s reason=\"%s\"", ref, reason);
            }
        }
        return argumentSchema;
    }
}
