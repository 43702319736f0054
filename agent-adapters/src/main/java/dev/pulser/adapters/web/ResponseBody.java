// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.web;

import java.nio.ByteBuffer;

/** Body of a response, read up to a limit. */
public sealed interface ResponseBody {

    record Complete(ByteBuffer bytes) implements ResponseBody {}

    /**
     * Body above the limit; discarded.
     *
     * @param limit in bytes
     */
    record TooLarge(int limit) implements ResponseBody {}
}
