// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.registry;

import org.apache.kafka.common.errors.SerializationException;

/** Thrown when a record names a schema id that does not exist. */
public final class UnknownSchemaException extends SerializationException {

    private static final long serialVersionUID = 1L;

    public UnknownSchemaException(int id) {
        super("Schema id %d is unknown. Register the schema, or write the record with a known one.".formatted(id));
    }
}
