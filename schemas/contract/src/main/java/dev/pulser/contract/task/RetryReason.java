// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The reason of an event {@code RETRYING}: for people, and it begins with the time of the next attempt. */
public final class RetryReason {

    private static final Pattern FORM = Pattern.compile("next attempt at (\\S+?)\\. (.*)", Pattern.DOTALL);

    private RetryReason() {}

    /** The reason of a task that is tried again at {@code due}, because of {@code reason}. */
    public static String of(Instant due, String reason) {
        return "next attempt at %s. %s".formatted(due, reason);
    }

    /** When the next attempt is due; null where the event does not say so. */
    public static @Nullable Instant dueOf(TaskEvent event) {
        return event.state() == TaskState.RETRYING ? dueOf(event.reason()) : null;
    }

    /** What comes after the time: why the task is tried again; the whole where there is no time. */
    public static @Nullable String withoutDue(@Nullable String reason) {
        var match = FORM.matcher(reason == null ? "" : reason);
        return match.matches() ? match.group(2) : reason;
    }

    /** The same of a reason alone. */
    public static @Nullable Instant dueOf(@Nullable String reason) {
        var match = FORM.matcher(reason == null ? "" : reason);
        try {
            return match.matches() ? Instant.parse(match.group(1)) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
