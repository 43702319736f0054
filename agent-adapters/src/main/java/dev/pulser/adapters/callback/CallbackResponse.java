// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

/** Response to a callback request. */
sealed interface CallbackResponse {

    /** Returns the HTTP status. */
    int status();

    /** Returns a human-readable sentence. */
    String detail();

    record Accepted() implements CallbackResponse {

        @Override
        public int status() {
            return 202;
        }

        @Override
        public String detail() {
            return "Accepted.";
        }
    }

    /** Rejection of an invalid token or signature. */
    record Unauthorized(String detail) implements CallbackResponse {

        @Override
        public int status() {
            return 401;
        }
    }

    /** Rejection of a late, repeated or unexpected request. */
    record Conflict(String detail) implements CallbackResponse {

        @Override
        public int status() {
            return 409;
        }
    }

    /** Rejection of a malformed request. */
    record BadRequest(String detail) implements CallbackResponse {

        @Override
        public int status() {
            return 400;
        }
    }
}
