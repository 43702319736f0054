// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

/** What becomes of a post, as its sender is told. */
sealed interface Receipt {

    /** The HTTP status. */
    int status();

    /** One sentence. */
    String detail();

    record Taken() implements Receipt {

        @Override
        public int status() {
            return 202;
        }

        @Override
        public String detail() {
            return "taken";
        }
    }

    /** It is not what it says it is. */
    record Unauthorized(String detail) implements Receipt {

        @Override
        public int status() {
            return 401;
        }
    }

    /** Nobody waits for it: it is late, came before, or was never asked for. */
    record Unwanted(String detail) implements Receipt {

        @Override
        public int status() {
            return 409;
        }
    }

    /** It cannot be understood. */
    record Malformed(String detail) implements Receipt {

        @Override
        public int status() {
            return 400;
        }
    }
}
