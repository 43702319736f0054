// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.budget;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Key of a budget account. Stored as {@code agent|company}; no part can contain the bar.
 *
 * @param company null for the account of all companies together, stored as an empty string
 */
record BudgetAccountKey(AgentName agent, @Nullable Company company) {

    private static final char BAR = '|';

    static Serde<BudgetAccountKey> serde() {
        return Serdes.serdeFrom((topic, key) -> key.bytes(), (topic, bytes) -> parse(bytes));
    }

    private byte[] bytes() {
        return (agent.value() + BAR + (company == null ? "" : company.name())).getBytes(StandardCharsets.US_ASCII);
    }

    private static BudgetAccountKey parse(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.US_ASCII);
        int bar = text.indexOf(BAR);
        var company = text.substring(bar + 1);
        return new BudgetAccountKey(
                new AgentName(text.substring(0, bar)), company.isEmpty() ? null : new Company(company));
    }
}
