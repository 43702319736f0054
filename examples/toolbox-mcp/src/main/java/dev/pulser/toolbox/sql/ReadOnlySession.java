// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.sql;

import dev.pulser.toolbox.tool.ToolResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Parser;

/**
 * Connection with one read-only transaction, which is rolled back at the end. Separate from {@link SqlQuery}, so that an idle
 * toolbox does not load the driver. Not thread-safe.
 */
final class ReadOnlySession implements AutoCloseable {

    private static final int REACH_SECONDS = 10;

    private final Connection connection;

    /** @throws SQLException when the database cannot be reached within ten seconds */
    ReadOnlySession(DatabaseAccess access, Duration statementLimit) throws SQLException {
        var properties = new Properties();
        PGProperty.USER.set(properties, access.user());
        PGProperty.PASSWORD.set(properties, access.password());
        PGProperty.APPLICATION_NAME.set(properties, "pulser-toolbox");
        PGProperty.CONNECT_TIMEOUT.set(properties, REACH_SECONDS);
        PGProperty.LOGIN_TIMEOUT.set(properties, REACH_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, (int) statementLimit.toSeconds() + REACH_SECONDS);
        PGProperty.READ_ONLY.set(properties, true);
        // A huge value fails the statement instead of exhausting the memory.
        PGProperty.MAX_RESULT_BUFFER.set(properties, "4M");
        PGProperty.OPTIONS.set(
                properties,
                "-c default_transaction_read_only=on -c statement_timeout=" + statementLimit.toMillis()
                        + " -c idle_in_transaction_session_timeout=30000");
        var opened = new Driver().connect(access.url(), properties);
        if (opened == null) {
            throw new SQLException("TOOLBOX_DATABASE_URL is not a PostgreSQL URL", "08001");
        }
        connection = opened;
        connection.setAutoCommit(false);
    }

    ToolResult query(String sql, int limit) throws SQLException {
        // The driver sends the parts of "a; b" separately, and a COMMIT between them would end the read-only
        // transaction. Its own parser therefore counts the statements.
        var standardStrings = connection.unwrap(BaseConnection.class).getStandardConformingStrings();
        var statements = Parser.parseJdbcSql(sql, standardStrings, false, true, false, false).stream()
                .map(part -> part.nativeSql)
                .filter(part -> !LeadingKeyword.isMissing(part))
                .toList();
        if (statements.size() != 1) {
            return new ToolResult.Failure(
                    "sql must have exactly one statement. It has %d.".formatted(statements.size()));
        }
        var only = statements.getFirst();
        var keyword = LeadingKeyword.of(only);
        if (!LeadingKeyword.READING.contains(keyword)) {
            return new ToolResult.Failure("sql starts with %s. Only reading statements are allowed: %s."
                    .formatted(keyword.isEmpty() ? "no keyword" : keyword, LeadingKeyword.READING));
        }
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(100);
            statement.setMaxRows(limit + 1);
            return rows(statement, only, limit);
        }
    }

    private static ToolResult rows(Statement statement, String sql, int limit) throws SQLException {
        try (var results = statement.executeQuery(sql)) {
            return new ToolResult.Success(ResultRows.read(results, limit));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close(); // rolls back
    }
}
