// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.text.Excerpt;
import java.math.BigDecimal;

/**
 * Progress of an attempt with a model.
 *
 * @param steps number of responses of the model
 * @param calls number of tool calls
 * @param lastText latest text of the model; empty if there is none
 */
record LlmAttemptState(int steps, int calls, Usage used, String lastText) {

    /** Returns true if no tool was called and nothing was charged. */
    boolean isUnused() {
        return calls == 0 && used.equals(Usage.NONE);
    }

    /** Returns a human-readable summary. */
    String summary() {
        var text = Excerpt.line(lastText);
        return "%d steps, %d tool calls, %d tokens and %s used; %s"
                .formatted(
                        steps,
                        calls,
                        used.tokens(),
                        dollars(used.costMicros()),
                        text.isEmpty() ? "no output" : "last output: " + text);
    }

    /** Formats millionths of a US dollar. */
    static String dollars(long micros) {
        var dollars = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
        return '$' + dollars.toPlainString();
    }
}
