// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pulser.contract.name.Company;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final Instant LATE = Instant.parse("2026-02-28T23:59:59.999Z");

    @Test
    void countsDaysAndMonthsInUtc() {
        assertThat(Budget.Period.DAY.startOf(LATE)).isEqualTo("2026-02-28T00:00:00Z");
        assertThat(Budget.Period.DAY.startOf(LATE.plusMillis(1))).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(Budget.Period.MONTH.startOf(LATE)).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(Budget.Period.TOTAL.startOf(LATE)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void limitsANamedCompanyByItsOwnBudgetAndOthersByTheDefault() {
        var budget = new Budget(Budget.Period.DAY, 10, null, 20L, Map.of(new Company("acme"), 500L));

        assertThat(budget.ofCompany(new Company("acme"))).hasValue(500L);
        assertThat(budget.ofCompany(new Company("globex"))).hasValue(20L);
    }

    @Test
    void rejectsALimitBelowThePriceOfAnAttempt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Budget(Budget.Period.DAY, 10, 9L, null, Map.of()))
                .withMessageContaining("budget.agent must be at least budget.per_attempt");
        assertThatIllegalArgumentException().isThrownBy(() -> new Budget(Budget.Period.DAY, 0, 9L, null, Map.of()));
    }

    @Test
    void roundsUpThePriceOfTokens() {
        var rates = new Rates(3_000_000, 15_000_000, 0);

        assertThat(rates.of(1_000, 100)).isEqualTo(new Usage(1_000, 100, 4_500));
        assertThat(new Rates(1, 0, 0).of(1, 0).costMicros()).isEqualTo(1);
        assertThat(Rates.FREE.of(5, 5).costMicros()).isZero();
    }
}
