// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.drill;

import java.util.function.Consumer;

/** Edit of a good run, and the check that must detect it. */
record Edit(String check, String description, Consumer<Dump> change) {

    @Override
    public String toString() {
        return check + ": " + description;
    }
}
