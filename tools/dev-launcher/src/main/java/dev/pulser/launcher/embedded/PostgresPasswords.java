// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

/** The passwords of the embedded database's three roles. */
public record PostgresPasswords(String superuser, String owner, String toolbox) {

    /** The secrets stay out of logs. */
    @Override
    public String toString() {
        return "PostgresPasswords";
    }
}
