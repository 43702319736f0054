// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.sql;

import static java.util.Objects.requireNonNull;

/** How to reach the database. {@code toString} leaves the password out. */
public record DatabaseAccess(String url, String user, String password) {

    public DatabaseAccess {
        requireNonNull(url, "url");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("TOOLBOX_DATABASE_URL must begin with jdbc:postgresql:");
        }
    }

    @Override
    public String toString() {
        return "DatabaseAccess[url=%s, user=%s]".formatted(url, user);
    }
}
