// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.cost;

/**
 * Prices of an agent's work, in millionths of a US dollar; none is negative.
 *
 * @param inputMicrosPerMillion  price of a million input tokens
 * @param outputMicrosPerMillion price of a million output tokens
 * @param attemptMicros          price of each attempt, in addition to its tokens
 */
public record Rates(long inputMicrosPerMillion, long outputMicrosPerMillion, long attemptMicros) {

    public static final Rates FREE = new Rates(0, 0, 0);

    private static final long MILLION = 1_000_000;

    public Rates {
        if (inputMicrosPerMillion < 0 || outputMicrosPerMillion < 0 || attemptMicros < 0) {
            throw new IllegalArgumentException("rates must not be negative");
        }
    }

    /** Returns these tokens and their price, rounded up to a whole millionth, without the price of the attempt. */
    public Usage of(long inputTokens, long outputTokens) {
        long millionths = Math.addExact(
                Math.multiplyExact(inputTokens, inputMicrosPerMillion),
                Math.multiplyExact(outputTokens, outputMicrosPerMillion));
        return new Usage(inputTokens, outputTokens, Math.ceilDiv(millionths, MILLION));
    }
}
