// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.command;

import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.validation.TaskRules;
import dev.pulser.ingest.json.JsonBody;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requester and reason of a command, recorded in the audit log.
 *
 * @param by requester, one line of text; null if not given
 * @param reason reason, one line of text; null if not given
 */
public record AuditInfo(@Nullable String by, @Nullable String reason) {

    private static final int MAX_REASON_CHARS = 500;
    private static final String BY = "one line of up to %d characters".formatted(TaskRules.MAX_REQUESTER_CHARS);
    private static final String REASON = "one line of up to %d characters".formatted(MAX_REASON_CHARS);

    /** Parses a body without other fields. */
    public static AuditInfo of(byte @Nullable [] body) {
        var fields = JsonBody.of(body, fields());
        var audit = of(fields);
        fields.requireValid();
        return audit;
    }

    /** Reads the audit fields of a body with other fields; errors are added to {@code body}. */
    public static AuditInfo of(JsonBody body) {
        return new AuditInfo(
                body.text("by", BY, text -> plain(text, TaskRules.MAX_REQUESTER_CHARS)),
                body.text("reason", REASON, text -> plain(text, MAX_REASON_CHARS)));
    }

    /** Returns the field names of a body: {@code others} and the audit fields. */
    public static List<String> fields(String... others) {
        var names = new ArrayList<>(Arrays.asList(others));
        names.add("by");
        names.add("reason");
        return names;
    }

    private static @Nullable String plain(String text, int max) {
        boolean isPlain = text.codePoints().noneMatch(Excerpt::isUnprintable);
        return isPlain && !text.isBlank() && text.length() <= max ? text : null;
    }
}
