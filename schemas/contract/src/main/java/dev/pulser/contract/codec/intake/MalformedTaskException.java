// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.intake;

import dev.pulser.contract.validation.ValidationError;
import java.io.IOException;

/** Thrown when a JSON text cannot be read to its end. */
public final class MalformedTaskException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient ValidationError error;

    MalformedTaskException(ValidationError error) {
        super(error.detail());
        this.error = error;
    }

    public ValidationError error() {
        return error;
    }
}
