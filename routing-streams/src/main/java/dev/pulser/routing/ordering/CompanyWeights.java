// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.ordering;

import dev.pulser.contract.name.Company;
import java.util.HashMap;
import java.util.Map;

/**
 * Weights of companies that have tasks of the same priority waiting for the same agent: turns of a company for each
 * turn of a company with weight 1.
 */
public final class CompanyWeights {

    public static final int MAX = 1_000;

    private final Map<Company, Integer> byCompany;

    private CompanyWeights(Map<Company, Integer> byCompany) {
        this.byCompany = Map.copyOf(byCompany);
    }

    /** @param byName weight of each company, 1 to {@value #MAX}; a company that is not listed has weight 1 */
    public static CompanyWeights of(Map<String, Integer> byName) {
        var weights = new HashMap<Company, Integer>();
        byName.forEach((name, weight) -> {
            if (!Company.isValid(name) || weight < 1 || weight > MAX) {
                throw new IllegalArgumentException(
                        "pulser.routing.order.weights.%s is %d. The key must be a company's name and the weight 1 to %d."
                                .formatted(name, weight, MAX));
            }
            weights.put(new Company(name), weight);
        });
        return new CompanyWeights(weights);
    }

    public int of(Company company) {
        return byCompany.getOrDefault(company, 1);
    }
}
