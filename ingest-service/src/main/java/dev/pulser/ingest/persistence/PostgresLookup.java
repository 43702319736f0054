// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence;

import dev.pulser.ingest.taskcache.Lookup;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.jboss.logging.Logger;

/** Conversion of fault-tolerant queries into lookup results. Never throws. */
public final class PostgresLookup {

    private static final Logger LOG = Logger.getLogger(PostgresLookup.class);

    private PostgresLookup() {}

    /** Runs a query for one optional row. */
    public static <T> Lookup<T> one(Supplier<Optional<T>> query) {
        return run(query)
                .map(found -> found.<Lookup<T>>map(Lookup.Found::new).orElseGet(Lookup.Absent::new))
                .orElseGet(PostgresLookup::unavailable);
    }

    /** Runs a query that always has a result. */
    public static <T> Lookup<T> all(Supplier<T> query) {
        return run(query).<Lookup<T>>map(Lookup.Found::new).orElseGet(PostgresLookup::unavailable);
    }

    private static <T> Lookup<T> unavailable() {
        return new Lookup.Unavailable<>("PostgreSQL is unavailable");
    }

    /** Returns empty when PostgreSQL is unavailable. */
    private static <T> Optional<T> run(Supplier<T> query) {
        try {
            return Optional.of(query.get());
        } catch (FaultToleranceException e) {
            LOG.debugf("PostgreSQL query rejected reason=\"%s\"", e.getMessage());
            return Optional.empty();
        } catch (RuntimeException e) {
            // Hibernate, the pool and the transaction each wrap an unreachable database in exceptions of their own.
            LOG.warnf("PostgreSQL query failed reason=\"%s\"", rootMessage(e));
            return Optional.empty();
        }
    }

    private static String rootMessage(Throwable e) {
        var cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
