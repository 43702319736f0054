// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.tool;

import static java.util.Objects.requireNonNull;

/** Parameter of a tool. */
public sealed interface Parameter {

    String name();

    String description();

    boolean required();

    static TextParameter required(String name, String description) {
        return new TextParameter(name, description, true);
    }

    static TextParameter optional(String name, String description) {
        return new TextParameter(name, description, false);
    }

    /** String of at most {@value #MAX_CHARS} characters. */
    record TextParameter(String name, String description, boolean required) implements Parameter {

        public static final int MAX_CHARS = 262_144;

        public TextParameter {
            requireNonNull(name, "name");
            requireNonNull(description, "description");
        }
    }

    /** Optional integer from {@code min} to {@code max}, both included. */
    record IntegerParameter(String name, String description, int defaultValue, int min, int max) implements Parameter {

        public IntegerParameter {
            requireNonNull(name, "name");
            requireNonNull(description, "description");
            if (defaultValue < min || defaultValue > max) {
                throw new IllegalArgumentException(
                        "default %d of %s is outside of %d to %d".formatted(defaultValue, name, min, max));
            }
        }

        @Override
        public boolean required() {
            return false;
        }
    }
}
