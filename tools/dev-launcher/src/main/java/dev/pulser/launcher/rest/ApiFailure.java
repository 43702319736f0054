// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.rest;

/** Pulser refused a request or did not answer. The message is one sentence or a few lines for the user. */
public final class ApiFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    ApiFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    ApiFailure(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    private ApiFailure(ApiFailure failure, String advice) {
        super(failure.getMessage() + "\n  " + advice, failure);
        this.status = failure.status;
    }

    /** The same with a line that says the way out of it in this command's words. */
    public ApiFailure advising(String advice) {
        return new ApiFailure(this, advice);
    }

    /** The HTTP status, or 0 where there was no answer. */
    public int status() {
        return status;
    }
}
