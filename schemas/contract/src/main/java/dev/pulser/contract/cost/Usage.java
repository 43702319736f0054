// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.cost;

/**
 * Tokens and money used by an attempt, or by all attempts of a task.
 *
 * @param costMicros millionths of a US dollar
 */
public record Usage(long inputTokens, long outputTokens, long costMicros) {

    public static final Usage NONE = new Usage(0, 0, 0);

    public Usage {
        if (inputTokens < 0 || outputTokens < 0 || costMicros < 0) {
            throw new IllegalArgumentException(
                    "usage must not be negative: %d input tokens, %d output tokens, %d micros"
                            .formatted(inputTokens, outputTokens, costMicros));
        }
    }

    public Usage plus(Usage more) {
        return new Usage(
                inputTokens + more.inputTokens, outputTokens + more.outputTokens, costMicros + more.costMicros);
    }

    /** Returns the sum of input and output tokens. */
    public long tokens() {
        return inputTokens + outputTokens;
    }
}
