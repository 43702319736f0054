// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.sql;

import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolArguments;
import dev.pulser.toolbox.tool.ToolDeclaration;
import dev.pulser.toolbox.tool.ToolResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Tool that runs a read-only statement. Each call has its own connection, so that no setting outlives it.
 *
 * <p>Thread-safe; at most {@value #CONNECTIONS} statements run at the same time, others wait.
 */
public final class SqlQuery implements Tool {

    private static final int CONNECTIONS = 4;
    private static final Parameter.TextParameter SQL =
            Parameter.required("sql", "One statement: SELECT, WITH, VALUES, TABLE, SHOW or EXPLAIN.");
    private static final Parameter.IntegerParameter LIMIT =
            new Parameter.IntegerParameter("limit", "Largest number of rows to return.", 100, 1, 1_000);

    private final @Nullable DatabaseAccess access;
    private final Duration statementLimit;
    private final Semaphore connections = new Semaphore(CONNECTIONS);

    /**
     * @param access         database; null when none is configured, calls then fail
     * @param statementLimit time limit of a statement
     */
    public SqlQuery(@Nullable DatabaseAccess access, Duration statementLimit) {
        this.access = access;
        this.statementLimit = statementLimit;
    }

    @Override
    public ToolDeclaration spec() {
        return new ToolDeclaration(
                "sql_query",
                "Query the database",
                "Runs one read-only SQL statement on the configured PostgreSQL, for at most %d s, and returns its rows;"
                                .formatted(statementLimit.toSeconds())
                        + " says when there were more.",
                List.of(SQL, LIMIT),
                ResultRows.class,
                true);
    }

    @Override
    public ToolResult call(ToolArguments arguments) throws InterruptedException {
        if (access == null) {
            return new ToolResult.Failure(
                    "TOOLBOX_DATABASE_URL is not set. Set it to the JDBC URL of a PostgreSQL database.");
        }
        connections.acquire();
        try {
            return query(access, arguments.text(SQL), arguments.integer(LIMIT));
        } catch (SQLException e) {
            return new ToolResult.Failure("The database of TOOLBOX_DATABASE_URL is not reachable: " + reason(e));
        } finally {
            connections.release();
        }
    }

    private ToolResult query(DatabaseAccess access, String sql, int limit) throws SQLException {
        try (var session = new ReadOnlySession(access, statementLimit)) {
            return queryOn(session, sql, limit);
        }
    }

    private static ToolResult queryOn(ReadOnlySession session, String sql, int limit) {
        try {
            return session.query(sql, limit);
        } catch (SQLException e) {
            return new ToolResult.Failure(
                    "The statement failed: %s (SQLSTATE %s)".formatted(reason(e), e.getSQLState()));
        }
    }

    private static String reason(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown error");
    }
}
