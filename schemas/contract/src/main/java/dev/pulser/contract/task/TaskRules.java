// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Names;
import dev.pulser.contract.name.TaskType;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every field of a submission must be, whichever form it came in. Collects all faults instead of stopping at the
 * first. One instance reads one submission; not thread-safe.
 */
public final class TaskRules {

    /** Bytes of UTF-8. */
    public static final int MAX_PAYLOAD_BYTES = 262_144;

    public static final int MAX_REQUESTER_CHARS = 256;
    public static final int MAX_KEY_CHARS = 255;
    public static final Duration MAX_TIMEOUT = Duration.ofDays(1);
    public static final Duration MAX_DEADLINE_AHEAD = Duration.ofDays(7);

    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

    private final List<Fault> faults = new ArrayList<>();

    /** Everything found wrong so far, in the order of reading. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    public void fault(FaultCode code, String field, String detail) {
        faults.add(new Fault(code, field, detail));
    }

    public @Nullable TaskType taskType(@Nullable String name) {
        if (name == null) {
            fault(
                    FaultCode.FIELD_REQUIRED,
                    "/task_type",
                    "task_type is required: the kind of work, such as documentation");
            return null;
        }
        if (!Names.isValid(name)) {
            fault(
                    FaultCode.FIELD_INVALID,
                    "/task_type",
                    "task_type is %s, it must be a letter followed by up to 63 of a-z, 0-9, _ and -"
                            .formatted(shown(name)));
            return null;
        }
        return new TaskType(name);
    }

    public @Nullable Priority priority(@Nullable String name) {
        if (name == null) {
            return null;
        }
        var priority = Priority.parse(name);
        if (priority.isEmpty()) {
            fault(
                    FaultCode.FIELD_RANGE,
                    "/priority",
                    "priority is %s, it must be one of %s".formatted(shown(name), Priority.ALL));
        }
        return priority.orElse(null);
    }

    public @Nullable AgentName agent(@Nullable String name) {
        if (name == null) {
            return null;
        }
        if (!Names.isValid(name)) {
            fault(
                    FaultCode.FIELD_INVALID,
                    "/agent",
                    "agent is %s, it must be a letter followed by up to 63 of a-z, 0-9, _ and -"
                            .formatted(shown(name)));
            return null;
        }
        return new AgentName(name);
    }

    /** Checks the size only; that it is a JSON object is the reader's to know. */
    public @Nullable String payload(@Nullable String json) {
        if (json == null) {
            fault(
                    FaultCode.FIELD_REQUIRED,
                    "/payload",
                    "payload is required: a JSON object, {} where there is nothing to say");
            return null;
        }
        // A char is at least one byte, so most payloads need no count.
        if (json.length() * 3L > MAX_PAYLOAD_BYTES) {
            int bytes = json.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_PAYLOAD_BYTES) {
                fault(
                        FaultCode.PAYLOAD_TOO_LARGE,
                        "/payload",
                        "payload has %d bytes, the limit is %d; put large content where the agent can fetch it and send its address"
                                .formatted(bytes, MAX_PAYLOAD_BYTES));
            }
        }
        return json;
    }

    public @Nullable String requester(@Nullable String text) {
        if (text != null && text.length() > MAX_REQUESTER_CHARS) {
            fault(
                    FaultCode.FIELD_RANGE,
                    "/requester",
                    "requester has %d characters, the limit is %d".formatted(text.length(), MAX_REQUESTER_CHARS));
        } else if (text != null && text.codePoints().anyMatch(TaskRules::isControl)) {
            fault(
                    FaultCode.FIELD_INVALID,
                    "/requester",
                    "requester has control characters; it must be plain text on one line");
        }
        return text;
    }

    public @Nullable String idempotencyKey(@Nullable String key) {
        if (key != null && !isKey(key)) {
            fault(FaultCode.IDEMPOTENCY_KEY_INVALID, "/idempotency_key", idempotencyKeyRule());
        }
        return key;
    }

    /** Whether {@code key} is 1 to {@value #MAX_KEY_CHARS} visible ASCII characters. */
    public static boolean isKey(String key) {
        return !key.isEmpty() && key.length() <= MAX_KEY_CHARS && key.chars().allMatch(c -> c > ' ' && c < 127);
    }

    public static String idempotencyKeyRule() {
        return "an idempotency key has 1 to %d visible ASCII characters".formatted(MAX_KEY_CHARS);
    }

    /** Reads RFC 3339 with a zone; whether it lies ahead is {@link #deadlineAhead}'s question. */
    public @Nullable Instant deadline(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var time = OffsetDateTime.parse(text, RFC_3339);
            if (time.getYear() <= 9999) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // falls through to the one answer for all of these
        }
        fault(
                FaultCode.DEADLINE_INVALID,
                "/deadline",
                "deadline is %s, it must be a time with its zone, such as 2030-01-31T12:00:00Z".formatted(shown(text)));
        return null;
    }

    /** What is wrong with a deadline at {@code now}: not ahead, or too far. */
    public static Optional<Fault> deadlineAhead(@Nullable Instant deadline, Instant now) {
        if (deadline == null) {
            return Optional.empty();
        }
        if (!deadline.isAfter(now)) {
            return Optional.of(new Fault(
                    FaultCode.DEADLINE_INVALID,
                    "/deadline",
                    "deadline is %s, that has passed (it is %s here)".formatted(deadline, now)));
        }
        if (deadline.isAfter(now.plus(MAX_DEADLINE_AHEAD))) {
            return Optional.of(new Fault(
                    FaultCode.DEADLINE_INVALID,
                    "/deadline",
                    "deadline is %s, it must be within the next %d days"
                            .formatted(deadline, MAX_DEADLINE_AHEAD.toDays())));
        }
        return Optional.empty();
    }

    public @Nullable Duration timeoutMillis(@Nullable Long millis) {
        if (millis == null) {
            return null;
        }
        if (millis < 1 || millis > MAX_TIMEOUT.toMillis()) {
            fault(
                    FaultCode.FIELD_RANGE,
                    "/timeout_seconds",
                    "the timeout must be above zero and at most %d seconds".formatted(MAX_TIMEOUT.toSeconds()));
            return null;
        }
        return Duration.ofMillis(millis);
    }

    /** Whether a code point can change how the text around it is shown. */
    public static boolean isControl(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT ->
                Character.UnicodeBlock.GENERAL_PUNCTUATION.equals(Character.UnicodeBlock.of(codePoint));
            default -> false;
        };
    }

    /** A value made safe to print: quoted, at most 40 characters, everything unprintable escaped. */
    public static String shown(String value) {
        var text = new StringBuilder("\"");
        value.codePoints().limit(40).forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').appendCodePoint(c);
            } else if (isControl(c)) {
                text.append("\\u%04x".formatted(c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.append(value.codePointCount(0, value.length()) > 40 ? "…\"" : "\"")
                .toString();
    }
}
