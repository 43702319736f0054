// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.waiting;

import dev.pulser.contract.company.Company;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who comes next of everything that counts as one class: fair between companies; within a company, tasks that were lifted
 * into the class take turns with those that belong there, so that neither an old backlog nor new arrivals shut the other out.
 */
final class ClassTurns {

    private final FairQueue<Company> companies;
    private final Predicate<Company> held;
    private final Map<Company, Pair> pairs = new HashMap<>();

    /** @param held the companies that get no turn for now */
    ClassTurns(Weights weights, Predicate<Company> held) {
        this.companies = new FairQueue<>(weights::of);
        this.held = held;
    }

    /** A line contends here, as one of the class or lifted into it. Takes effect at {@link #see}. */
    void add(Fifo line, boolean lifted) {
        var pair = pairs.computeIfAbsent(line.name().company(), _ -> new Pair());
        if (lifted) {
            pair.lifted = line;
        } else {
            pair.own = line;
        }
    }

    /** A line contends here no more. Takes effect at {@link #see}. */
    void remove(Fifo line) {
        var company = line.name().company();
        var pair = pairs.get(company);
        if (pair != null) {
            pair.own = pair.own == line ? null : pair.own;
            pair.lifted = pair.lifted == line ? null : pair.lifted;
            if (pair.isEmpty()) {
                pairs.remove(company);
            }
        }
    }

    /** Looks at a company whose lines here have changed, or that was held back or let go. */
    void see(Company company) {
        if (pairs.containsKey(company) && !held.test(company)) {
            companies.enter(company);
        } else {
            companies.leave(company);
        }
    }

    /** The line whose first task is next; null where none has one. */
    @Nullable
    Fifo next() {
        var company = companies.next();
        var pair = company == null ? null : pairs.get(company);
        return pair == null ? null : pair.next();
    }

    /** The first task of {@code line} has been handed out. Called before the line changes. */
    void served(Fifo line) {
        var company = line.name().company();
        var pair = pairs.get(company);
        if (pair != null) {
            pair.liftedNext = pair.own == line;
        }
        companies.served(company);
    }

    /** One company's lines. */
    private static final class Pair {

        private @Nullable Fifo own;
        private @Nullable Fifo lifted;
        private boolean liftedNext;

        boolean isEmpty() {
            return own == null && lifted == null;
        }

        @Nullable
        Fifo next() {
            return own == null || (liftedNext && lifted != null) ? lifted : own;
        }
    }
}
