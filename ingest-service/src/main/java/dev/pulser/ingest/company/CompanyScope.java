// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.company;

import dev.pulser.contract.company.Company;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.postgresql.PGConnection;

/** Reads as one company: in a transaction that carries the company's signed context and nothing beyond it. */
@Singleton
public final class CompanyScope {

    /** Far beyond what a query may take: its callers have limits of their own. */
    private static final int TIMEOUT_SECONDS = 60;

    private final Session session;
    private final SignedContext context;
    private final InstantSource time;

    @Inject
    CompanyScope(Session session, SignedContext context, InstantSource time) {
        this.session = session;
        this.context = context;
        this.time = time;
    }

    /** Runs {@code query} in one transaction that sees the rows of {@code company} only. */
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
