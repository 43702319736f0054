// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.sql;

import dev.pulser.toolbox.tool.Arguments;
import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolResult;
import dev.pulser.toolbox.tool.ToolSpec;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Runs one read-only statement. Each call has its own connection, so nothing a statement sets outlives it.
 *
 * <p>Threads: at most {@value #CONNECTIONS} statements at once, the others wait.
 */
public final class SqlQuery implements Tool {

    private static final int CONNECTIONS = 4;
    private static final Parameter.Text SQL =
            Parameter.required("sql", "One statement: SELECT, WITH, VALUES, TABLE, SHOW or EXPLAIN.");
    private static final Parameter.Whole LIMIT = new Parameter.Whole("limit", "Rows to return at most.", 100, 1, 1_000);

    private final @Nullable DatabaseAccess access;
    private final Duration statementLimit;
    private final Semaphore connections = new Semaphore(CONNECTIONS);

    /**
     * @param access         the database; null where none is configured: calls then say so
     * @param statementLimit the longest that the database may work on one statement
     */
    public SqlQuery(@Nullable DatabaseAccess access, Duration statementLimit) {
        this.access = access;
        this.statementLimit = statementLimit;
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
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
    public ToolResult call(Arguments arguments) throws InterruptedException {
        if (access == null) {
            return new ToolResult.Refusal(
                    "TOOLBOX_DATABASE_URL is not set: give the toolbox the JDBC URL of a PostgreSQL database");
        }
        connections.acquire();
        try {
            return query(access, arguments.text(SQL), arguments.whole(LIMIT));
        } catch (SQLException e) {
            return new ToolResult.Refusal("the database of TOOLBOX_DATABASE_URL cannot be reached: " + reason(e));
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
            return new ToolResult.Refusal(
                    "the statement failed: %s (SQLSTATE %s)".formatted(reason(e), e.getSQLState()));
        }
    }

    private static String reason(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
