// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import org.apache.avro.Schema;

/** Schemas by number, as the Confluent frame has it. Implementations are safe from any thread. */
public interface SchemaIds {

    /**
     * The number to write before records of {@code schema} on {@code topic}.
     *
     * @throws SchemasUnavailable where a registry has to be asked and does not answer
     */
    int idOf(String topic, Schema schema);

    /**
     * The schema that a record was written with.
     *
     * @throws UnknownSchema where no schema has this number
     * @throws SchemasUnavailable where a registry has to be asked and does not answer
     */
    Schema schemaOf(int id);
}
