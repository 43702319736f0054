// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.bounds;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.Model;
import dev.pulser.contract.agent.Rates;
import dev.pulser.contract.task.Usage;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt may use, and what it has used. A call of the model is granted only where it cannot go over, even if it
 * uses all that it may; so an attempt never costs more than was set aside for it.
 *
 * @param maxTokens input and output of all calls
 * @param maxMicros of all calls, in millionths of a US dollar; null is no limit
 */
public record Allowance(long maxTokens, @Nullable Long maxMicros, Rates rates, Usage used) {

    /** With fewer output tokens than this a call makes no sense, unless the agent never gets more. */
    static final int LEAST_OUTPUT = 16;

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    /** That of a new attempt. What the attempt itself costs is taken off. */
    public static Allowance of(AgentDefinition agent, Model model) {
        var budget = agent.budget();
        var micros = budget == null
                ? null
                : Long.valueOf(
                        Math.max(0, budget.attemptMicros() - agent.rates().attemptMicros()));
        return new Allowance(model.maxTokens(), micros, agent.rates(), Usage.NONE);
    }

    /** Whether a call may be made. */
    public sealed interface Grant {

        /**
         * @param maxOutputTokens the most that it may answer, no more than was wanted
         * @param limit           why it may answer no more
         */
        record Given(int maxOutputTokens, Limit limit) implements Grant {}

        /** It could go over the limit of tokens. */
        record NoTokens() implements Grant {}

        /** It could go over the limit of money. */
        record NoMoney() implements Grant {}
    }

    /** What bounds a call that was granted. */
    public enum Limit {
        WANTED,
        TOKENS,
        MONEY
    }

    /**
     * @param inputBound what the prompt's tokens cannot exceed
     * @param wanted     output tokens, at least 1
     */
    public Grant grant(long inputBound, int wanted) {
        long least = Math.min(wanted, LEAST_OUTPUT);
        long byTokens = maxTokens - used.tokens() - inputBound;
        if (byTokens < least) {
            return new Grant.NoTokens();
        }
        long byMoney = affordable(inputBound, wanted);
        if (byMoney < least) {
            return new Grant.NoMoney();
        }
        if (byTokens >= wanted && byMoney >= wanted) {
            return new Grant.Given(wanted, Limit.WANTED);
        }
        return byTokens < byMoney
                ? new Grant.Given((int) byTokens, Limit.TOKENS)
                : new Grant.Given((int) byMoney, Limit.MONEY);
    }

    /** Output tokens that what is left pays for; {@code wanted} where nothing bounds them. */
    private long affordable(long inputBound, int wanted) {
        if (maxMicros == null) {
            return wanted;
        }
        var left = BigInteger.valueOf(maxMicros - used.costMicros())
                .multiply(MILLION)
                .subtract(BigInteger.valueOf(inputBound).multiply(BigInteger.valueOf(rates.inputMicrosPerMillion())));
        if (left.signum() < 0) {
            return -1;
        }
        return rates.outputMicrosPerMillion() == 0
                ? wanted
                : left.divide(BigInteger.valueOf(rates.outputMicrosPerMillion()))
                        .min(BigInteger.valueOf(wanted))
                        .longValueExact();
    }

    /** The same with more used. */
    public Allowance after(Usage more) {
        return new Allowance(maxTokens, maxMicros, rates, used.plus(more));
    }
}
