// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents.change;

import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.cost.Budget;
import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.name.Company;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentETagTest {

    private final AgentETag tag = AgentETag.of(anAgent("maya").capacity(2).build());

    @Test
    void isTheSameForTheSameDefinition() {
        assertThat(AgentETag.of(anAgent("maya").capacity(2).build())).isEqualTo(tag);
        assertThat(AgentETag.of(anAgent("maya").capacity(3).build())).isNotEqualTo(tag);
        assertThat(tag.value()).matches("\"[0-9a-f]{32}\"");
    }

    /** Immutable maps of Java have a different order in every process. */
    @Test
    void doesNotDependOnTheOrderOfAMap() {
        assertThat(AgentETag.of(spending("acme", "globex", "initech")))
                .isEqualTo(AgentETag.of(spending("initech", "acme", "globex")))
                .extracting(AgentETag::value)
                .isEqualTo("\"5f236fc2a835304d9adbd99f43c81bf8\"");
    }

    private static AgentDefinition spending(String... companies) {
        Map<Company, Long> limits = new HashMap<>();
        for (var company : companies) {
            limits.put(new Company(company), 5_000_000L);
        }
        return anAgent("maya")
                .costing(new Rates(1, 1, 1))
                .budget(new Budget(Budget.Period.DAY, 1_000, null, null, limits))
                .build();
    }

    @Test
    void matchesItsValueAnAsteriskAndAMissingHeader() {
        assertThat(tag.isMatchedBy(tag.value())).isTrue();
        assertThat(tag.isMatchedBy("\"one\", " + tag.value())).isTrue();
        assertThat(tag.isMatchedBy("*")).isTrue();
        assertThat(tag.isMatchedBy(null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"0123456789abcdef0123456789abcdef\"", "x"})
    void doesNotMatchAnotherValue(String header) {
        assertThat(tag.isMatchedBy(header)).isFalse();
        assertThat(tag.isMatchedBy("W/" + tag.value())).isFalse();
    }
}
