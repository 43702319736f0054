// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.budget;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Whose account it is. As text: {@code agent|company}, where no part can hold the bar, and nothing stands behind it for all
 * companies together.
 *
 * @param company null: all together
 */
record Spender(AgentName agent, @Nullable Company company) {

    private static final char BAR = '|';

    static Serde<Spender> serde() {
        return Serdes.serdeFrom((topic, spender) -> spender.bytes(), (topic, bytes) -> parse(bytes));
    }

    private byte[] bytes() {
        return (agent.value() + BAR + (company == null ? "" : company.name())).getBytes(StandardCharsets.US_ASCII);
    }

    private static Spender parse(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.US_ASCII);
        int bar = text.indexOf(BAR);
        var company = text.substring(bar + 1);
        return new Spender(new AgentName(text.substring(0, bar)), company.isEmpty() ? null : new Company(company));
    }
}
