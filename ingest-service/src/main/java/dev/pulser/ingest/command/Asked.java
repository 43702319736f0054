// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.command;

import dev.pulser.contract.task.TaskRules;
import dev.pulser.ingest.body.JsonBody;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and why: fields that the body of every command may have, for the audit.
 *
 * @param by     one line of plain text
 * @param reason one line of plain text
 */
public record Asked(@Nullable String by, @Nullable String reason) {

    private static final int MAX_REASON_CHARS = 500;
    private static final String BY = "up to %d characters on one line".formatted(TaskRules.MAX_REQUESTER_CHARS);
    private static final String REASON = "up to %d characters on one line".formatted(MAX_REASON_CHARS);

    /** Of a body that says nothing else. */
    public static Asked of(byte @Nullable [] body) {
        var fields = JsonBody.of(body, fields());
        var asked = of(fields);
        fields.requireNoFaults();
        return asked;
    }

    /** Of a body with other fields; what is wrong is noted there. */
    public static Asked of(JsonBody body) {
        return new Asked(
                body.text("by", BY, text -> plain(text, TaskRules.MAX_REQUESTER_CHARS)),
                body.text("reason", REASON, text -> plain(text, MAX_REASON_CHARS)));
    }

    /** The names of a body's fields: these and {@code others}. */
    public static List<String> fields(String... others) {
        var names = new ArrayList<>(Arrays.asList(others));
        names.add("by");
        names.add("reason");
        return names;
    }

    private static @Nullable String plain(String text, int max) {
        boolean isPlain = text.codePoints().noneMatch(Asked::isUnprintable);
        return isPlain && !text.isBlank() && text.length() <= max ? text : null;
    }

    private static boolean isUnprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
