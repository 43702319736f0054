// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.cost;

import org.jspecify.annotations.Nullable;

/**
 * Prices of an agent, and the limit on spending.
 *
 * @param budget null when spending has no limit
 */
public record AgentCosts(Rates rates, @Nullable Budget budget) {

    public static final AgentCosts FREE = new AgentCosts(Rates.FREE, null);
}
