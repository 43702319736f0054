// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

/**
 * Address and credentials of a PostgreSQL database.
 *
 * @param url  {@code jdbc:postgresql://host:port/database}
 * @param user role that owns Pulser's tables
 */
public record PostgresAccount(String url, String user, String password) {

    /** Omits the password, which must not appear in logs. */
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
