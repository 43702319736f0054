// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.llm.bounds.Allowance.Grant;
import dev.pulser.adapters.llm.bounds.Allowance.Limit;
import dev.pulser.contract.agent.Rates;
import dev.pulser.contract.task.Usage;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    /** A dollar for a million input tokens, ten for a million output tokens. */
    private static final Rates RATES = new Rates(1_000_000, 10_000_000, 0);

    @Test
    void grantsWhatIsWantedWhereThereIsEnough() {
        var allowance = new Allowance(10_000, 10_000L, RATES, Usage.NONE);

        assertThat(allowance.grant(1_000, 500)).isEqualTo(new Grant.Given(500, Limit.WANTED));
    }

    @Test
    void grantsLessWhereTokensAreShort() {
        var allowance = new Allowance(1_200, null, RATES, Usage.NONE);

        assertThat(allowance.grant(1_000, 500)).isEqualTo(new Grant.Given(200, Limit.TOKENS));
        assertThat(allowance.grant(1_190, 500)).isEqualTo(new Grant.NoTokens());
        assertThat(allowance.grant(1_190, 5)).isEqualTo(new Grant.Given(5, Limit.WANTED));
    }

    @Test
    void grantsLessWhereMoneyIsShort() {
        var allowance = new Allowance(100_000, 3_000L, RATES, new Usage(0, 0, 1_000));

        assertThat(allowance.grant(1_000, 500)).isEqualTo(new Grant.Given(100, Limit.MONEY));
        assertThat(allowance.grant(1_999, 500)).isEqualTo(new Grant.NoMoney());
        assertThat(allowance.grant(2_001, 1)).isEqualTo(new Grant.NoMoney());
    }

    @Test
    void countsWhatIsFreeForNothing() {
        var allowance = new Allowance(100_000, 0L, Rates.FREE, Usage.NONE);

        assertThat(allowance.grant(1_000, 500)).isEqualTo(new Grant.Given(500, Limit.WANTED));
    }

    @Test
    void survivesRatesThatAreHuge() {
        var allowance = new Allowance(Integer.MAX_VALUE, Long.MAX_VALUE, new Rates(1L << 50, 1L << 50, 0), Usage.NONE);

        assertThat(allowance.grant(1_000_000, 500)).isInstanceOf(Grant.Given.class);
    }
}
