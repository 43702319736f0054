// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.queue;

import dev.pulser.contract.name.Company;
import dev.pulser.routing.ordering.CompanyWeights;
import dev.pulser.routing.ordering.FairQueue;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Scheduler of the queues with one effective priority. Companies share turns by weight; within a company, promoted
 * tasks alternate with tasks of that priority, so that neither an old backlog nor new arrivals starve the other.
 */
final class CompanyScheduler {

    private final FairQueue<Company> companies;
    private final Predicate<Company> blocked;
    private final Map<Company, CompanyQueues> queues = new HashMap<>();

    /** @param blocked true for a company that gets no turn now */
    CompanyScheduler(CompanyWeights weights, Predicate<Company> blocked) {
        this.companies = new FairQueue<>(weights::of);
        this.blocked = blocked;
    }

    /** Adds a queue, of this priority or promoted to it. Takes effect with {@link #update}. */
    void add(CompanyQueue queue, boolean promoted) {
        var ofCompany = queues.computeIfAbsent(queue.key().company(), _ -> new CompanyQueues());
        if (promoted) {
            ofCompany.promoted = queue;
        } else {
            ofCompany.own = queue;
        }
    }

    /** Removes a queue. Takes effect with {@link #update}. */
    void remove(CompanyQueue queue) {
        var company = queue.key().company();
        var ofCompany = queues.get(company);
        if (ofCompany != null) {
            ofCompany.own = ofCompany.own == queue ? null : ofCompany.own;
            ofCompany.promoted = ofCompany.promoted == queue ? null : ofCompany.promoted;
            if (ofCompany.isEmpty()) {
                queues.remove(company);
            }
        }
    }

    /** Reevaluates a company after its queues changed here, or after it was blocked or unblocked. */
    void update(Company company) {
        if (queues.containsKey(company) && !blocked.test(company)) {
            companies.enter(company);
        } else {
            companies.leave(company);
        }
    }

    /** Returns the queue that has the next turn; null when none has. */
    @Nullable
    CompanyQueue next() {
        var company = companies.next();
        var ofCompany = company == null ? null : queues.get(company);
        return ofCompany == null ? null : ofCompany.next();
    }

    /** Records a turn of {@code queue}. Call it before the queue changes. */
    void recordTurn(CompanyQueue queue) {
        var company = queue.key().company();
        var ofCompany = queues.get(company);
        if (ofCompany != null) {
            ofCompany.promotedNext = ofCompany.own == queue;
        }
        companies.recordTurn(company);
    }

    /** Queues of one company: its own of this priority and the promoted one. */
    private static final class CompanyQueues {

        private @Nullable CompanyQueue own;
        private @Nullable CompanyQueue promoted;
        private boolean promotedNext;

        boolean isEmpty() {
            return own == null && promoted == null;
        }

        @Nullable
        CompanyQueue next() {
            return own == null || (promotedNext && promoted != null) ? promoted : own;
        }
    }
}
