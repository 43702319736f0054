// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.collect;

import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The Pulser that is tested, as anyone could reach it.
 *
 * @param kafka     bootstrap servers
 * @param database  JDBC address of PostgreSQL
 * @param superuser sees the rows of every company
 * @param schemas   folder of the released schemas
 */
public record Target(URI rest, String kafka, String database, Superuser superuser, Path schemas) {

    /** Name and password. */
    public record Superuser(String name, String password) {

        Properties properties() {
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
