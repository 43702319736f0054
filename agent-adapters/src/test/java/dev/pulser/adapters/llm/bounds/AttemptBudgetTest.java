// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.llm.bounds.AttemptBudget.Grant;
import dev.pulser.adapters.llm.bounds.AttemptBudget.Limit;
import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.cost.Usage;
import org.junit.jupiter.api.Test;

class AttemptBudgetTest {

    /** A dollar for a million input tokens, ten for a million output tokens. */
    private static final Rates RATES = new Rates(1_000_000, 10_000_000, 0);

    @Test
    void grantsTheRequestedOutput() {
        var budget = new AttemptBudget(10_000, 10_000L, RATES, Usage.NONE);

        assertThat(budget.grant(1_000, 500)).isEqualTo(new Grant.Granted(500, Limit.REQUESTED));
    }

    @Test
    void limitsOutputByTokens() {
        var budget = new AttemptBudget(1_200, null, RATES, Usage.NONE);

        assertThat(budget.grant(1_000, 500)).isEqualTo(new Grant.Granted(200, Limit.TOKENS));
        assertThat(budget.grant(1_190, 500)).isEqualTo(new Grant.TokensExhausted());
        assertThat(budget.grant(1_190, 5)).isEqualTo(new Grant.Granted(5, Limit.REQUESTED));
    }

    @Test
    void limitsOutputByCost() {
        var budget = new AttemptBudget(100_000, 3_000L, RATES, new Usage(0, 0, 1_000));

        assertThat(budget.grant(1_000, 500)).isEqualTo(new Grant.Granted(100, Limit.BUDGET));
        assertThat(budget.grant(1_999, 500)).isEqualTo(new Grant.BudgetExhausted());
        assertThat(budget.grant(2_001, 1)).isEqualTo(new Grant.BudgetExhausted());
    }

    @Test
    void ignoresFreeTokens() {
        var budget = new AttemptBudget(100_000, 0L, Rates.FREE, Usage.NONE);

        assertThat(budget.grant(1_000, 500)).isEqualTo(new Grant.Granted(500, Limit.REQUESTED));
    }

    @Test
    void handlesHugeRates() {
        var budget = new AttemptBudget(Integer.MAX_VALUE, Long.MAX_VALUE, new Rates(1L << 50, 1L << 50, 0), Usage.NONE);

        assertThat(budget.grant(1_000_000, 500)).isInstanceOf(Grant.Granted.class);
    }
}
