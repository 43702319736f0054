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
import java.util.Map;
import java.util.Optional;

/** JSON Schema 2020-12, ready to validate. Loads nothing over the network. Immutable; safe from any thread. */
public final class CompiledSchema {

    static final int MAX_STEPS = 1_000_000;

    /** An error counts as several steps: the library keeps those of alternatives until all alternatives are evaluated. */
    private static final int STEPS_PER_ERROR = 10;

    private static final String STANDARD = "https://json-schema.org/";

    private static final ExecutionConfig EXECUTION = ExecutionConfig.builder()
            .locale(Locale.ROOT)
            .formatAssertionsEnabled(false)
            .build();

    private static final SchemaRegistry REGISTRY = registry(Map.of());

    /** Schema of schemas. */
    static final CompiledSchema METASCHEMA =
            new CompiledSchema(REGISTRY.getSchema(SchemaLocation.of(SchemaLimits.DIALECT)));

    private final Schema schema;

    private CompiledSchema(Schema schema) {
        this.schema = schema;
    }

    /** @param schema valid, and within {@link SchemaLimits} */
    static CompiledSchema of(JsonNode schema) {
        return new CompiledSchema(REGISTRY.getSchema(schema));
    }

    /**
     * Compiles a trusted schema that may refer to others by their URL. The documents are passed in, nothing is fetched.
     *
     * @param url       key of the schema in {@code documents}
     * @param documents schemas as JSON text, by URL
     */
    public static CompiledSchema trusted(String url, Map<String, String> documents) {
        return new CompiledSchema(registry(documents).getSchema(SchemaLocation.of(url)));
    }

    private static SchemaRegistry registry(Map<String, String> documents) {
        return SchemaRegistry.withDefaultDialect(
                Dialects.getDraft202012(),
                registry -> registry.schemaCacheEnabled(false)
                        .schemas(documents)
                        // The standard's own schemas are resources of the library's jar.
                        .schemaLoader(loader -> loader.allow(
                                iri -> iri.toString().startsWith(STANDARD) || documents.containsKey(iri.toString())))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .pathType(PathType.JSON_POINTER)
                                .locale(Locale.ROOT)
                                .losslessNarrowing(true)
                                .regularExpressionFactory(LinearPattern::compile)
                                .build()));
    }

    /**
     * Returns the violations in {@code node}, at most {@code limit}; empty when the validation takes more than
     * {@value #MAX_STEPS} steps. A step is one keyword applied to one value, or a tenth of an error.
     */
    public Optional<List<SchemaViolation>> validate(JsonNode node, int limit) {
        var execution = new CountingExecution(limit);
        try {
            schema.validate(execution, node);
            return Optional.of(execution.getErrors().stream()
                    .limit(limit)
                    .map(SchemaViolation::of)
                    .toList());
        } catch (TooManyStepsException e) {
            return Optional.empty();
        }
    }

    /** Execution that counts its steps and keeps only the errors that are asked for, and at least one. */
    private static final class CountingExecution extends ExecutionContext {

        private final int limit;
        private int steps;

        CountingExecution(int limit) {
            super(EXECUTION);
            this.limit = limit;
        }

        @Override
        public void evaluationPathAddLast(String token) {
            count(1);
            super.evaluationPathAddLast(token);
        }

        @Override
        public void evaluationPathAddLast(int token) {
            count(1);
            super.evaluationPathAddLast(token);
        }

        @Override
        public void addError(Error error) {
            count(STEPS_PER_ERROR);
            if (getErrors().size() < limit) {
                super.addError(error);
            }
        }

        private void count(int more) {
            steps += more;
            if (steps > MAX_STEPS) {
                throw new TooManyStepsException();
            }
        }
    }

    private static final class TooManyStepsException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManyStepsException() {
            super(null, null, false, false);
        }
    }
}
