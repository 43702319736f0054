// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.tool;

import static java.util.Objects.requireNonNull;

/** One argument a tool takes. */
public sealed interface Parameter {

    String name();

    String description();

    boolean required();

    static Text required(String name, String description) {
        return new Text(name, description, true);
    }

    static Text optional(String name, String description) {
        return new Text(name, description, false);
    }

    /** A string of at most {@value #MAX_CHARS} characters. */
    record Text(String name, String description, boolean required) implements Parameter {

        public static final int MAX_CHARS = 262_144;

        public Text {
            requireNonNull(name, "name");
            requireNonNull(description, "description");
        }
    }

    /** A whole number from {@code min} to {@code max}, both included; {@code fallback} where it is left out. */
    record Whole(String name, String description, int fallback, int min, int max) implements Parameter {

        public Whole {
            requireNonNull(name, "name");
            requireNonNull(description, "description");
            if (fallback < min || fallback > max) {
                throw new IllegalArgumentException(
                        "the default %d of %s is outside %d..%d".formatted(fallback, name, min, max));
            }
        }

        @Override
        public boolean required() {
            return false;
        }
    }
}
