// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.adapters.json.Excerpt;
import dev.pulser.contract.task.Usage;
import java.math.BigDecimal;

/**
 * How far an attempt has come.
 *
 * @param steps calls of the model that were answered
 * @param calls of tools
 * @param said  the model, last
 */
record Reached(int steps, int calls, Usage used, String said) {

    /** Whether it has come nowhere, and nothing was spent. */
    boolean nothing() {
        return calls == 0 && used.equals(Usage.NONE);
    }

    /** For people. */
    String summary() {
        var words = Excerpt.printable(said);
        return "%d steps, %d tool calls, %d tokens, %s so far; %s"
                .formatted(
                        steps,
                        calls,
                        used.tokens(),
                        dollars(used.costMicros()),
                        words.isEmpty() ? "it had said nothing yet" : "it last said: " + words);
    }

    /** Millionths of a US dollar as people write them. */
    static String dollars(long micros) {
        var dollars = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
        return '$' + dollars.toPlainString();
    }
}
