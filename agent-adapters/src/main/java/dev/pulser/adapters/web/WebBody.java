// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.web;

import java.nio.ByteBuffer;

/** The body of an answer. */
public sealed interface WebBody {

    /** All of it. */
    record Whole(ByteBuffer bytes) implements WebBody {}

    /** More than was allowed; none of it was kept. */
    record TooLarge(int limit) implements WebBody {}
}
