// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Roles of the embedded database. The owner runs migrations and may create roles, but is no superuser: row-level
 * security binds it. The role of the toolbox is read-only, without further grants.
 */
final class PostgresRoles {

    static final String DATABASE = "pulser";
    static final String OWNER = "pulser";
    static final String TOOLBOX = "toolbox_reader";

    private final PostgresPasswords passwords;

    PostgresRoles(PostgresPasswords passwords) {
        this.passwords = passwords;
    }

    /** Creates missing roles and the database, and sets the passwords. */
    void create(DataSource asSuperuser) throws SQLException {
        try (var connection = asSuperuser.getConnection()) {
            role(connection, OWNER, "LOGIN CREATEROLE", passwords.owner());
            role(connection, TOOLBOX, "LOGIN", passwords.toolbox());
            run(connection, "ALTER ROLE %s SET default_transaction_read_only = on".formatted(TOOLBOX));
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", DATABASE)) {
                run(connection, "CREATE DATABASE %s OWNER %s".formatted(DATABASE, OWNER));
            }
        }
    }

    private static void role(Connection connection, String name, String attributes, String password)
            throws SQLException {
        var verb = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name) ? "ALTER" : "CREATE";
        run(connection, "%s ROLE %s %s PASSWORD '%s'".formatted(verb, name, attributes, password.replace("'", "''")));
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
