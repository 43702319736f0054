// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.mutation;

import java.util.function.Consumer;

/** Mutation of valid evidence, and the check that must detect it. */
record Mutation(String check, String description, Consumer<MutableEvidence> change) {

    @Override
    public String toString() {
        return check + ": " + description;
    }
}
