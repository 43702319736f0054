// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

/** Passwords of the three roles of the embedded database. */
public record PostgresPasswords(String superuser, String owner, String toolbox) {

    /** Omits the passwords, which must not appear in logs. */
    @Override
    public String toString() {
        return "PostgresPasswords";
    }
}
