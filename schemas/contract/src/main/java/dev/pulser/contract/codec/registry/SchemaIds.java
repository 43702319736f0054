// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.registry;

import org.apache.avro.Schema;

/** Mapping between Avro schemas and the ids of the Confluent wire format. Implementations are thread-safe. */
public interface SchemaIds {

    /**
     * Returns the id to write in front of records of {@code schema} on {@code topic}.
     *
     * @throws SchemaRegistryUnavailableException when a registry is needed and does not respond
     */
    int idOf(String topic, Schema schema);

    /**
     * Returns the schema with this id.
     *
     * @throws UnknownSchemaException when no schema has the id
     * @throws SchemaRegistryUnavailableException when a registry is needed and does not respond
     */
    Schema schemaOf(int id);
}
