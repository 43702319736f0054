// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import dev.pulser.contract.task.Usage;

/**
 * What an agent's work costs, in millionths of a US dollar.
 *
 * @param inputMicrosPerMillion  for a million input tokens
 * @param outputMicrosPerMillion for a million output tokens
 * @param attemptMicros          for each attempt, besides the tokens
 */
public record Rates(long inputMicrosPerMillion, long outputMicrosPerMillion, long attemptMicros) {

    public static final Rates FREE = new Rates(0, 0, 0);

    private static final long MILLION = 1_000_000;

    public Rates {
        if (inputMicrosPerMillion < 0 || outputMicrosPerMillion < 0 || attemptMicros < 0) {
            throw new IllegalArgumentException("rates must not be below zero");
        }
    }

    /** Tokens and what they cost, rounded up, without what the attempt itself costs. */
    public Usage of(long inputTokens, long outputTokens) {
        long millionths = Math.addExact(
                Math.multiplyExact(inputTokens, inputMicrosPerMillion),
                Math.multiplyExact(outputTokens, outputMicrosPerMillion));
        return new Usage(inputTokens, outputTokens, Math.ceilDiv(millionths, MILLION));
    }
}
