// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import dev.pulser.adapters.coordinator.tools.ToolDefinition;
import dev.pulser.adapters.json.Json;
import dev.pulser.contract.tool.ToolRef;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A tool in one definition of it, which never changes. Safe from any thread. */
public final class KnownTool {

    private static final Logger LOG = Logger.getLogger(KnownTool.class);

    private final ToolRef ref;
    private final ToolDefinition definition;
    private final String hash;
    private @Nullable ArgumentRules rules;

    KnownTool(String server, ToolDefinition definition) {
        this.ref = new ToolRef(server, definition.name());
        this.definition = definition;
        this.hash = definition.hash();
    }

    public ToolRef ref() {
        return ref;
    }

    public ToolDefinition definition() {
        return definition;
    }

    /** Of its definition. */
    public String hash() {
        return hash;
    }

    /** Why nobody can call it, where its schema is none. */
    public Optional<String> defect() {
        return rules() instanceof ArgumentRules.Invalid(var why) ? Optional.of(why) : Optional.empty();
    }

    /** What is wrong with these arguments, each with its JSON Pointer; empty as well where its schema cannot be checked. */
    public List<String> faults(Json arguments) {
        return rules() instanceof ArgumentRules.Checked checked ? checked.faults(arguments) : List.of();
    }

    /** Read when they are needed first: most tools of most servers are never called. */
    private synchronized ArgumentRules rules() {
        if (rules == null) {
            rules = ArgumentRules.of(definition.inputSchema());
            if (rules instanceof ArgumentRules.Unchecked(var why)) {
                LOG.infof("arguments are not checked, the server has to tool=%s reason=\"%s\"", ref, why);
            }
        }
        return rules;
    }
}
