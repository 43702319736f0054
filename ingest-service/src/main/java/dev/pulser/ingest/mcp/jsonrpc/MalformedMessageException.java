// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.jsonrpc;

import java.io.IOException;

/** Thrown for bytes that are not one JSON object. */
final class MalformedMessageException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Kind of violation. */
    enum Kind {
        JSON,
        /** JSON, but not an object, such as the array of a batch. */
        OBJECT
    }

    private final Kind expected;
    private final String reason;

    MalformedMessageException(Kind expected, String reason) {
        super(reason);
        this.expected = expected;
        this.reason = reason;
    }

    Kind expected() {
        return expected;
    }

    /** Returns a description of the error for people. */
    String reason() {
        return reason;
    }
}
