// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.sql;

import static java.util.Objects.requireNonNull;

/** URL and account of the database. {@code toString} omits the password. */
public record DatabaseAccess(String url, String user, String password) {

    public DatabaseAccess {
        requireNonNull(url, "url");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("TOOLBOX_DATABASE_URL must start with jdbc:postgresql:");
        }
    }

    @Override
    public String toString() {
        return "DatabaseAccess[url=%s, user=%s]".formatted(url, user);
    }
}
