// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.api;

import dev.pulser.cli.console.CommandFailedException;

/** Error response of the REST API, or no response. The message is written for the user. */
public final class ApiException extends CommandFailedException {

    private static final long serialVersionUID = 1L;

    private final int status;

    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    ApiException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    private ApiException(ApiException original, String hint) {
        super(original.getMessage() + "\n  " + hint, original);
        this.status = original.status;
    }

    /** Returns an exception with a further line that tells what to do in terms of the command. */
    public ApiException withHint(String hint) {
        return new ApiException(this, hint);
    }

    /** Returns the HTTP status, or 0 when there was no response. */
    public int status() {
        return status;
    }
}
