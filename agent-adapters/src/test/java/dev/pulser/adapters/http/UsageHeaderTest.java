// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.cost.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageHeaderTest {

    private final UsageHeader free = new UsageHeader(Rates.FREE);

    @Test
    void readsTokensAndCost() {
        assertThat(free.parse("input_tokens=120;output_tokens=40;cost_usd=0.0031"))
                .contains(new Usage(120, 40, 3100));
        assertThat(free.parse("cost_usd=1; output_tokens=2")).contains(new Usage(0, 2, 1_000_000));
    }

    @Test
    void roundsCostUp() {
        assertThat(free.parse("cost_usd=0.0000001")).contains(new Usage(0, 0, 1));
    }

    @Test
    void derivesTheCostFromTheRates() {
        var rates = new Rates(3_000_000, 15_000_000, 0);

        assertThat(new UsageHeader(rates).parse("input_tokens=1000;output_tokens=100"))
                .contains(new Usage(1000, 100, 4500));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tokens",
                "input_tokens=-1",
                "input_tokens=1e9",
                "cost_usd=NaN",
                "cost_usd=9999999999999",
                "input_tokens=1;input_tokens=2",
                "other=1",
                "input_tokens=99999999999999999999"
            })
    void ignoresAMalformedHeader(String header) {
        assertThat(free.parse(header)).isEmpty();
    }
}
