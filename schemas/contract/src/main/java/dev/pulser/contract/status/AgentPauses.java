// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.status;

import dev.pulser.contract.name.Company;
import java.util.List;

/**
 * Pauses that keep an agent from starting attempts.
 *
 * @param paused    true when the agent starts no attempts at all
 * @param companies companies whose tasks wait until they are resumed
 */
public record AgentPauses(boolean paused, List<Company> companies) {

    public static final AgentPauses NONE = new AgentPauses(false, List.of());

    public AgentPauses {
        companies = List.copyOf(companies);
    }
}
