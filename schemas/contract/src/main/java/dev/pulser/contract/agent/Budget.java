// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import dev.pulser.contract.company.Company;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may be spent with an agent, in millionths of a US dollar. Before an attempt {@code attemptMicros} is set aside, after
 * it what it cost is settled: so spending never goes over, and tasks wait where too little is left.
 *
 * @param attemptMicros the most that one attempt may cost, above zero
 * @param agentMicros   of all companies together; null is no limit
 * @param companyMicros of each company that {@code companies} does not name; null is no limit
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
        requireRoom("budget.agent", agentMicros, attemptMicros);
        requireRoom("budget.company", companyMicros, attemptMicros);
    }

    private static void requireRoom(String field, @Nullable Long micros, long attemptMicros) {
        if (micros != null && micros < attemptMicros) {
            throw new IllegalArgumentException(
                    "%s must be at least budget.per_attempt, or nothing could ever be done".formatted(field));
        }
    }

    /** What this company may spend in a period; empty where there is no limit. */
    public Optional<Long> ofCompany(Company company) {
        var named = companies.get(company);
        return Optional.ofNullable(named == null ? companyMicros : named);
    }

    /** After which time spending starts from zero again. Days and months are those of UTC. */
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

        /** The beginning of the period that {@code time} lies in. */
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
