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
import java.util.Optional;

/** A schema as the library has compiled it. Immutable; safe from any thread. */
final class Rules {

    static final int MAX_STEPS = 1_000_000;

    /** The library keeps those of alternatives until it knows how they end. */
    private static final int STEPS_PER_ERROR = 10;

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

    /**
     * What is wrong with {@code node}, the first {@code limit}; empty where that takes more than {@value #MAX_STEPS} steps,
     * each a word of the schema held against a value, or a tenth of an error.
     */
    Optional<List<Error>> brokenBy(JsonNode node, int limit) {
        var judgement = new Judgement(limit);
        try {
            schema.validate(judgement, node);
            return Optional.of(judgement.getErrors().stream().limit(limit).toList());
        } catch (TooManySteps e) {
            return Optional.empty();
        }
    }

    /** Counts what the library does, and keeps no more errors than are asked for: of the rest it needs only one. */
    private static final class Judgement extends ExecutionContext {

        private final int limit;
        private int steps;

        Judgement(int limit) {
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
                throw new TooManySteps();
            }
        }
    }

    private static final class TooManySteps extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super(null, null, false, false);
        }
    }
}
