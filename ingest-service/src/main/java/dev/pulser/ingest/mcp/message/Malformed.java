// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.message;

import java.io.IOException;

/** Bytes that are no JSON object. */
final class Malformed extends IOException {

    private static final long serialVersionUID = 1L;

    /** What they are not. */
    enum Kind {
        JSON,
        /** JSON of another kind, such as the array of a batch. */
        OBJECT
    }

    private final Kind not;
    private final String reason;

    Malformed(Kind not, String reason) {
        super(reason);
        this.not = not;
        this.reason = reason;
    }

    Kind not() {
        return not;
    }

    /** Where it goes wrong, for people. */
    String reason() {
        return reason;
    }
}
