// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows;

import dev.pulser.ingest.known.Lookup;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.jboss.logging.Logger;

/** Makes answers of guarded queries: what they found, or that Postgres is away. */
public final class PostgresAnswers {

    private static final Logger LOG = Logger.getLogger(PostgresAnswers.class);

    private PostgresAnswers() {}

    /** Of a query for one row that may not be there. */
    public static <T> Lookup<T> one(Supplier<Optional<T>> query) {
        return guarded(query)
                .map(found -> found.<Lookup<T>>map(Lookup.Found::new).orElseGet(Lookup.Absent::new))
                .orElseGet(PostgresAnswers::away);
    }

    /** Of a query that always has an answer. */
    public static <T> Lookup<T> all(Supplier<T> query) {
        return guarded(query).<Lookup<T>>map(Lookup.Found::new).orElseGet(PostgresAnswers::away);
    }

    private static <T> Lookup<T> away() {
        return new Lookup.Away<>("Postgres does not answer");
    }

    /** Empty where Postgres is away. */
    private static <T> Optional<T> guarded(Supplier<T> query) {
        try {
            return Optional.of(query.get());
        } catch (FaultToleranceException e) {
            LOG.debugf("postgres left alone reason=%s", e.getMessage());
            return Optional.empty();
        } catch (RuntimeException e) {
            // Hibernate, the pool and the transaction each wrap an unreachable database in exceptions of their own.
            LOG.warnf("postgres cannot be read reason=%s", rootMessage(e));
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
