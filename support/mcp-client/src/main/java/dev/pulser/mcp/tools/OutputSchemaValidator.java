// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.tools;

import dev.pulser.contract.schema.PayloadSchema;
import dev.pulser.contract.schema.UnsafeSchemaException;
import dev.pulser.service.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Validator of structured content against the output schemas of tools. Immutable. */
public final class OutputSchemaValidator {

    private static final Logger LOG = Logger.getLogger(OutputSchemaValidator.class);

    private final Map<String, PayloadSchema> schemas;

    private OutputSchemaValidator(Map<String, PayloadSchema> schemas) {
        this.schemas = Map.copyOf(schemas);
    }

    /** Creates a validator. Schemas that cannot be evaluated safely are skipped with a warning. */
    public static OutputSchemaValidator of(String server, ToolList list) {
        var schemas = new HashMap<String, PayloadSchema>();
        list.tools().values().forEach(tool -> {
            var schema = tool.outputSchema();
            if (schema != null) {
                try {
                    schemas.put(tool.name(), PayloadSchema.parse(schema.text()));
                } catch (UnsafeSchemaException e) {
                    LOG.warnf(
                            "Output schema cannot be used, results are not validated server=%s tool=%s reason=\"%s\"",
                            server, tool.name(), e.getMessage());
                }
            }
        });
        return new OutputSchemaValidator(schemas);
    }

    /** Returns the first violation of the output schema; empty if there is none or the tool has no schema. */
    public Optional<String> error(String tool, @Nullable Json structuredContent) {
        var schema = schemas.get(tool);
        if (schema == null) {
            return Optional.empty();
        }
        if (structuredContent == null) {
            return Optional.of("The result has no structuredContent, which the outputSchema requires");
        }
        return schema.errors(structuredContent.text()).stream()
                .findFirst()
                .map(error -> "The result does not match the outputSchema at %s: %s"
                        .formatted(error.field().replaceFirst("^/payload", "structuredContent"), error.detail()));
    }
}
