// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.terms;

import org.jspecify.annotations.Nullable;

/**
 * How much may be asked of a server, or of one tool, by one instance of the adapters.
 *
 * @param concurrency       calls at a time; null where nothing limits them
 * @param requestsPerMinute calls begun within any minute; null where nothing limits them
 */
public record CallLimit(
        @Nullable Integer concurrency, @Nullable Integer requestsPerMinute) {

    public static final CallLimit NONE = new CallLimit(null, null);
}
