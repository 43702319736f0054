// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.policy;

import org.jspecify.annotations.Nullable;

/**
 * Limit on calls of a server or a tool, per instance of agent-adapters.
 *
 * @param concurrency       concurrent calls; null for no limit
 * @param requestsPerMinute calls started within any minute; null for no limit
 */
public record CallLimit(
        @Nullable Integer concurrency, @Nullable Integer requestsPerMinute) {

    public static final CallLimit NONE = new CallLimit(null, null);
}
