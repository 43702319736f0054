// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

/**
 * How to reach a PostgreSQL database.
 *
 * @param url  {@code jdbc:postgresql://host:port/database}
 * @param user the role that owns Pulser's tables
 */
public record PostgresAccount(String url, String user, String password) {

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
