// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import org.apache.kafka.common.errors.SerializationException;

/** A record says that it was written with a schema that nobody knows. */
public final class UnknownSchema extends SerializationException {

    private static final long serialVersionUID = 1L;

    public UnknownSchema(int id) {
        super("no schema has the id " + id);
    }
}
