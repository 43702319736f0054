// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.cost;

import dev.pulser.contract.name.Company;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Limit on the spending with an agent, in millionths of a US dollar. {@code attemptMicros} is reserved before each attempt
 * and replaced by the actual cost when the attempt ends. Spending therefore never exceeds the limit, and tasks wait while too
 * little is left.
 *
 * @param attemptMicros highest cost of one attempt, above zero
 * @param agentMicros   limit of all companies together; null means no limit
 * @param companyMicros limit of each company that {@code companies} does not name; null means no limit
 * @param companies     limits of single companies
 */
public record Budget(
        Period period,
        long attemptMicros,
        @Nullable Long agentMicros,
        @Nullable Long companyMicros,
        Map<Company, Long> companies) {

    public Budget {
        companies = Map.copyOf(companies);
        if (attemptMicros < 1) {
            throw new IllegalArgumentException("budget.per_attempt must be above zero");
        }
        requireAtLeastOneAttempt("budget.agent", agentMicros, attemptMicros);
        requireAtLeastOneAttempt("budget.company", companyMicros, attemptMicros);
    }

    private static void requireAtLeastOneAttempt(String field, @Nullable Long micros, long attemptMicros) {
        if (micros != null && micros < attemptMicros) {
            throw new IllegalArgumentException(
                    "%s must be at least budget.per_attempt, otherwise no attempt could ever start".formatted(field));
        }
    }

    /** Returns the limit of this company in one period; empty when it has none. */
    public Optional<Long> ofCompany(Company company) {
        var named = companies.get(company);
        return Optional.ofNullable(named == null ? companyMicros : named);
    }

    /** Time after which spending starts from zero again. Days and months are those of UTC. */
    public enum Period {
        DAY,
        MONTH,
        TOTAL;

        public static Optional<Period> parse(String name) {
            return Arrays.stream(values())
                    .filter(period -> period.wireName().equals(name))
                    .findFirst();
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the start of the period that contains {@code time}. */
        public Instant startOf(Instant time) {
            var day = LocalDate.ofInstant(time, ZoneOffset.UTC);
            return switch (this) {
                case DAY -> day.atStartOfDay(ZoneOffset.UTC).toInstant();
                case MONTH -> day.withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC).toInstant();
                case TOTAL -> Instant.EPOCH;
            };
        }
    }
}
