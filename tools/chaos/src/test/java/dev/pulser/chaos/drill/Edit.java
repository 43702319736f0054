// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.drill;

import java.util.function.Consumer;

/** An edit of a good run, and the check that has to see it. */
record Edit(String check, String what, Consumer<Dump> change) {

    @Override
    public String toString() {
        return check + ": " + what;
    }
}
