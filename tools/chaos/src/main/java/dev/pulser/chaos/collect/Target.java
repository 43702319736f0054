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
 * The Pulser that is tested, as anyone could reach it.
 *
 * @param kafka     bootstrap servers
 * @param database  JDBC address of PostgreSQL
 * @param superuser sees the rows of every company
 * @param redis     where its cache listens
 * @param schemas   folder of the released schemas
 */
public record Target(
        URI rest, String kafka, String database, Superuser superuser, InetSocketAddress redis, Path schemas) {

    /** A connection of its own, to be closed by who asked. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(database, superuser.properties());
    }

    /** Name and password. */
    public record Superuser(String name, String password) {

        private Properties properties() {
            var properties = new Properties();
            properties.setProperty("user", name);
            properties.setProperty("password", password);
            return properties;
        }

        /** The secret stays out of logs. */
        @Override
        public String toString() {
            return name;
        }
    }
}
