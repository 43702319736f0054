// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.bounds;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentModel;
import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.cost.Usage;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Budget of an attempt in tokens and cost, and its usage so far. Approves a call only if its largest possible usage
 * fits, so that an attempt never exceeds its reservation. Immutable.
 *
 * @param maxTokens limit of input and output tokens of all calls
 * @param maxMicros limit of the cost of all calls in millionths of a US dollar; null for no limit
 */
public record AttemptBudget(long maxTokens, @Nullable Long maxMicros, Rates rates, Usage used) {

    /** Smallest useful output of a call, unless the agent's limit is lower. */
    static final int MIN_OUTPUT_TOKENS = 16;

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    /** Returns the budget of a new attempt, less the fixed cost of an attempt. */
    public static AttemptBudget of(AgentDefinition agent, AgentModel model) {
        var budget = agent.budget();
        var micros = budget == null
                ? null
                : Long.valueOf(
                        Math.max(0, budget.attemptMicros() - agent.rates().attemptMicros()));
        return new AttemptBudget(model.maxTokens(), micros, agent.rates(), Usage.NONE);
    }

    /** Approval or denial of a call. */
    public sealed interface Grant {

        /**
         * Approval of a call.
         *
         * @param maxOutputTokens limit of its output, at most as requested
         * @param limit reason for that limit
         */
        record Granted(int maxOutputTokens, Limit limit) implements Grant {}

        /** Denial: the call could exceed {@code maxTokens}. */
        record TokensExhausted() implements Grant {}

        /** Denial: the call could exceed {@code maxMicros}. */
        record BudgetExhausted() implements Grant {}
    }

    /** Reason for the output limit of an approved call. */
    public enum Limit {
        REQUESTED,
        TOKENS,
        BUDGET
    }

    /**
     * @param inputBound upper bound of the prompt's tokens
     * @param requested requested output tokens; at least 1
     */
    public Grant grant(long inputBound, int requested) {
        long minimum = Math.min(requested, MIN_OUTPUT_TOKENS);
        long byTokens = maxTokens - used.tokens() - inputBound;
        if (byTokens < minimum) {
            return new Grant.TokensExhausted();
        }
        long byCost = affordable(inputBound, requested);
        if (byCost < minimum) {
            return new Grant.BudgetExhausted();
        }
        if (byTokens >= requested && byCost >= requested) {
            return new Grant.Granted(requested, Limit.REQUESTED);
        }
        return byTokens < byCost
                ? new Grant.Granted((int) byTokens, Limit.TOKENS)
                : new Grant.Granted((int) byCost, Limit.BUDGET);
    }

    /** Returns the output tokens that the remaining budget pays for; {@code requested} if there is no limit. */
    private long affordable(long inputBound, int requested) {
        if (maxMicros == null) {
            return requested;
        }
        var remaining = BigInteger.valueOf(maxMicros - used.costMicros())
                .multiply(MILLION)
                .subtract(BigInteger.valueOf(inputBound).multiply(BigInteger.valueOf(rates.inputMicrosPerMillion())));
        if (remaining.signum() < 0) {
            return -1;
        }
        return rates.outputMicrosPerMillion() == 0
                ? requested
                : remaining
                        .divide(BigInteger.valueOf(rates.outputMicrosPerMillion()))
                        .min(BigInteger.valueOf(requested))
                        .longValueExact();
    }

    public AttemptBudget after(Usage usage) {
        return new AttemptBudget(maxTokens, maxMicros, rates, used.plus(usage));
    }
}
