// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.registry;

import org.apache.kafka.common.errors.RetriableException;

/** Thrown when the schema registry does not respond. The record may be valid and should be retried. */
public final class SchemaRegistryUnavailableException extends RetriableException {

    private static final long serialVersionUID = 1L;

    public SchemaRegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public SchemaRegistryUnavailableException(String message) {
        super(message);
    }
}
