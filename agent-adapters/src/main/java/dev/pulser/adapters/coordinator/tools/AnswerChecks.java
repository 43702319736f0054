// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.tools;

import dev.pulser.adapters.json.Json;
import dev.pulser.contract.schema.PayloadSchema;
import dev.pulser.contract.schema.SchemaRefused;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Holds the structured content of answers against what their tools promise of it. Immutable. */
public final class AnswerChecks {

    private static final Logger LOG = Logger.getLogger(AnswerChecks.class);

    private final Map<String, PayloadSchema> schemas;

    private AnswerChecks(Map<String, PayloadSchema> schemas) {
        this.schemas = Map.copyOf(schemas);
    }

    /** A promise that cannot be held against anything safely is not, and that is said. */
    public static AnswerChecks of(String server, ToolListing listing) {
        var schemas = new HashMap<String, PayloadSchema>();
        listing.tools().values().forEach(tool -> {
            var promised = tool.outputSchema();
            if (promised != null) {
                try {
                    schemas.put(tool.name(), PayloadSchema.parse(promised.text()));
                } catch (SchemaRefused e) {
                    LOG.warnf(
                            "answers of a tool not checked server=%s tool=%s reason=\"%s\"",
                            server, tool.name(), e.getMessage());
                }
            }
        });
        return new AnswerChecks(schemas);
    }

    /** What is wrong with the answer of {@code tool}; empty where nothing is, or nothing was promised. */
    public Optional<String> fault(String tool, @Nullable Json structuredContent) {
        var schema = schemas.get(tool);
        if (schema == null) {
            return Optional.empty();
        }
        if (structuredContent == null) {
            return Optional.of("its answer has no structuredContent, which its outputSchema promises");
        }
        return schema.faults(structuredContent.text()).stream()
                .findFirst()
                .map(fault -> "its answer breaks its outputSchema at %s: %s"
                        .formatted(fault.field().replaceFirst("^/payload", "structuredContent"), fault.detail()));
    }
}
