// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.collect;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Addresses of the system under test.
 *
 * @param kafka     bootstrap servers
 * @param database  JDBC URL of PostgreSQL
 * @param superuser account with access to the rows of all companies
 * @param redis     address of Redis
 * @param schemas   folder of the released schemas
 */
public record ChaosTarget(
        URI rest, String kafka, String database, Superuser superuser, InetSocketAddress redis, Path schemas) {

    /** Opens a connection, which the caller closes. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(database, superuser.properties());
    }

    /** Account of a superuser. */
    public record Superuser(String name, String password) {

        private Properties properties() {
            var properties = new Properties();
            properties.setProperty("user", name);
            properties.setProperty("password", password);
            return properties;
        }

        /** Returns the name, so that the password does not appear in logs. */
        @Override
        public String toString() {
            return name;
        }
    }
}
