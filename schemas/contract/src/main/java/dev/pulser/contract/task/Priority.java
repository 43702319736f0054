// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Priority of a task. On the same agent, waiting tasks of a priority start before those of the next one. */
public enum Priority {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW;

    /** List for messages: {@code critical, high, medium, low}. */
    public static final String ALL =
            Arrays.stream(values()).map(Priority::wireName).collect(Collectors.joining(", "));

    public static Optional<Priority> parse(String name) {
        return Arrays.stream(values())
                .filter(priority -> priority.wireName().equals(name))
                .findFirst();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
