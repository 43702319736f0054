// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import org.apache.kafka.common.errors.RetriableException;

/** The schema registry does not answer. Nothing is wrong with the record: try it again. */
public final class SchemasUnavailable extends RetriableException {

    private static final long serialVersionUID = 1L;

    public SchemasUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    public SchemasUnavailable(String message) {
        super(message);
    }
}
