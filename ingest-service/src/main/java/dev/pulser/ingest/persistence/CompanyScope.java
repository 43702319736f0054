// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence;

import dev.pulser.contract.name.Company;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.postgresql.PGConnection;

/** Transaction scope of one company. PostgreSQL's row-level security hides all other rows. */
@Singleton
public final class CompanyScope {

    /** Upper bound only: queries have shorter timeouts of their own. */
    private static final int TIMEOUT_SECONDS = 60;

    private final Session session;
    private final CompanyContextSigner context;
    private final InstantSource time;

    @Inject
    CompanyScope(Session session, CompanyContextSigner context, InstantSource time) {
        this.session = session;
        this.context = context;
        this.time = time;
    }

    /** Runs {@code query} in one transaction that sees only the rows of {@code company}. */
    public <T> T read(Company company, Supplier<T> query) {
        return QuarkusTransaction.requiringNew().timeout(TIMEOUT_SECONDS).call(() -> {
            session.doWork(connection -> enter(connection, company));
            return query.get();
        });
    }

    private void enter(Connection connection, Company company) throws SQLException {
        int pid = connection.unwrap(PGConnection.class).getBackendPID();
        try (var statement = connection.prepareStatement("select set_config('pulser.context', ?, true)")) {
            statement.setString(1, context.of(company, pid, time.instant()));
            statement.execute();
        }
    }
}
