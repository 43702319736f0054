// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows;

import dev.pulser.contract.task.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Priorities as the table numbers them. */
public final class PriorityColumn {

    private static final List<Priority> BY_NUMBER =
            List.of(Priority.CRITICAL, Priority.HIGH, Priority.MEDIUM, Priority.LOW);

    private PriorityColumn() {}

    public static @Nullable Priority read(@Nullable Short number) {
        return number == null ? null : BY_NUMBER.get(number);
    }

    static short number(Priority priority) {
        return (short) BY_NUMBER.indexOf(priority);
    }
}
