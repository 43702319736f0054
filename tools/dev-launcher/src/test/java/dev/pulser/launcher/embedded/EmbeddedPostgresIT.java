// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresIT extends EmbeddedComponentContract<EmbeddedPostgres> {

    @Override
    EmbeddedPostgres create(Path folder) {
        return EmbeddedFixtures.postgres(folder, watchdog);
    }

    @Override
    void write(String value) throws SQLException {
        run(component.owner(), "CREATE TABLE IF NOT EXISTS kept (value text)");
        // The last commits may be lost by design; this one must be on disk.
        run(component.owner(), "SET synchronous_commit = on; INSERT INTO kept VALUES ('%s')".formatted(value));
    }

    @Override
    void assertHolds(String value) throws SQLException {
        assertThat(one(component.owner(), "SELECT count(*) FROM kept WHERE value = '%s'".formatted(value)))
                .isEqualTo("1");
    }

    @Test
    void isPostgres17() throws SQLException {
        assertThat(one(component.owner(), "SHOW server_version")).startsWith("17.");
    }

    @Test
    void letsTheOwnerCreateRolesButNotBypassRowLevelSecurity() throws SQLException {
        assertThat(
                        one(
                                component.owner(),
                                "SELECT rolcreaterole || ' ' || rolsuper || ' ' || rolbypassrls FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("true false false");
    }

    @Test
    void letsTheToolboxReadButNotWrite() throws SQLException {
        assertThat(one(component.toolbox(), "SELECT sum(n) FROM generate_series(1, 4) n"))
                .isEqualTo("10");
        assertThatThrownBy(() -> run(component.toolbox(), "CREATE TABLE mine (n int)"))
                .hasMessageContaining("read-only transaction");
    }

    @Test
    void refusesAWrongPassword() {
        var account =
                new PostgresAccount(component.owner().url(), component.owner().user(), "guessed");

        assertThatThrownBy(() -> one(account, "SELECT 1")).hasMessageContaining("password authentication failed");
    }

    @Test
    void syncsToDisk() throws SQLException {
        assertThat(one(component.owner(), "SHOW fsync")).isEqualTo("on");
    }

    @Test
    void omitsThePasswordFromItsDescription() {
        assertThat(component.owner().toString()).doesNotContain("owner-secret").contains("pulser");
    }

    private static void run(PostgresAccount account, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(account.url(), account.user(), account.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(PostgresAccount account, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(account.url(), account.user(), account.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
