// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import java.nio.ByteBuffer;

/** The body of an answer. */
sealed interface HttpBody {

    /** All of it. */
    record Whole(ByteBuffer bytes) implements HttpBody {}

    /** More than was allowed; none of it was kept. */
    record TooLarge(int limit) implements HttpBody {}
}
