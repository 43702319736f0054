// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.attempt;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of an attempt, with or without success.
 *
 * @param startedAt time at which the adapter started the attempt; null when it never reported that
 * @param output    output of the agent as JSON text; null when the attempt did not succeed
 * @param calls     tool calls of the attempt, in order
 */
public record AttemptResult(
        @Nullable Instant startedAt, @Nullable String output, List<ToolCall> calls) {

    public static final AttemptResult NONE = new AttemptResult(null, null, List.of());

    public AttemptResult {
        calls = List.copyOf(calls);
    }
}
