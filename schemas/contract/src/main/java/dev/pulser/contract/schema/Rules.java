// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.Locale;

/** A schema as the library has compiled it. Immutable; safe from any thread. */
final class Rules {

    private static final ExecutionConfig EXECUTION = ExecutionConfig.builder()
            .locale(Locale.ROOT)
            .formatAssertionsEnabled(false)
            .build();

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            Dialects.getDraft202012(),
            registry -> registry.schemaCacheEnabled(false)
                    // The standard's own schemas are in the library's jar; there is no loader for anything else.
                    .schemaLoader(loader -> loader.allow(iri -> iri.toString().startsWith("https://json-schema.org/")))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .locale(Locale.ROOT)
                            .losslessNarrowing(true)
                            .regularExpressionFactory(LinearPattern::compile)
                            .build()));

    /** What JSON Schema 2020-12 asks of a schema. */
    static final Rules OF_SCHEMAS = new Rules(REGISTRY.getSchema(SchemaLocation.of(SchemaBounds.DIALECT)));

    private final Schema schema;

    private Rules(Schema schema) {
        this.schema = schema;
    }

    /** @param schema within {@link SchemaBounds} and valid */
    static Rules of(JsonNode schema) {
        return new Rules(REGISTRY.getSchema(schema));
    }

    /** What is wrong with {@code node}, the first {@code limit}. */
    List<Error> brokenBy(JsonNode node, int limit) {
        var context = new FirstErrors(limit);
        schema.validate(context, node);
        return context.getErrors().stream().limit(limit).toList();
    }

    /** Keeps no more errors than are asked for: of the rest the library needs only that there is one. */
    private static final class FirstErrors extends ExecutionContext {

        private final int limit;

        FirstErrors(int limit) {
            super(EXECUTION);
            this.limit = limit;
        }

        @Override
        public void addError(Error error) {
            if (getErrors().size() < limit) {
                super.addError(error);
            }
        }
    }
}
