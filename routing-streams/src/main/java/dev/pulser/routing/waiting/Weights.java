// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.waiting;

import dev.pulser.contract.company.Company;
import java.util.HashMap;
import java.util.Map;

/**
 * How many turns a company has for each turn of one with weight 1, where both have tasks that wait in the same class for the
 * same agent. Pure.
 */
public final class Weights {

    public static final int MAX = 1_000;

    private final Map<Company, Integer> byCompany;

    private Weights(Map<Company, Integer> byCompany) {
        this.byCompany = Map.copyOf(byCompany);
    }

    /** @param byName weights from 1 to {@value #MAX}; who is not named has 1 */
    public static Weights of(Map<String, Integer> byName) {
        var weights = new HashMap<Company, Integer>();
        byName.forEach((name, weight) -> {
            if (!Company.isValid(name) || weight < 1 || weight > MAX) {
                throw new IllegalArgumentException(
                        "pulser.routing.order.weights.%s is %d, it must be the name of a company and a number from 1 to %d"
                                .formatted(name, weight, MAX));
            }
            weights.put(new Company(name), weight);
        });
        return new Weights(weights);
    }

    int of(Company company) {
        return byCompany.getOrDefault(company, 1);
    }
}
