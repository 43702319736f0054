// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

/**
 * What work has used: tokens of models, and money.
 *
 * @param costMicros millionths of a US dollar
 */
public record Usage(long inputTokens, long outputTokens, long costMicros) {

    public static final Usage NONE = new Usage(0, 0, 0);

    public Usage {
        if (inputTokens < 0 || outputTokens < 0 || costMicros < 0) {
            throw new IllegalArgumentException("nothing can be used less than not at all");
        }
    }

    public Usage plus(Usage more) {
        return new Usage(
                inputTokens + more.inputTokens, outputTokens + more.outputTokens, costMicros + more.costMicros);
    }

    /** Input and output together. */
    public long tokens() {
        return inputTokens + outputTokens;
    }
}
