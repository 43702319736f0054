// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.validation;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Names;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.text.Excerpt;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rules for the fields of a submitted task, the same for JSON and Avro. Collects all errors instead of stopping at the first.
 * One instance checks one submission; not thread-safe.
 */
public final class TaskRules {

    /** Largest payload, in bytes of UTF-8. */
    public static final int MAX_PAYLOAD_BYTES = 262_144;

    public static final int MAX_REQUESTER_CHARS = 256;
    public static final int MAX_KEY_CHARS = 255;
    public static final int MAX_LABELS = 16;
    public static final int MAX_LABEL_VALUE_CHARS = 128;
    public static final Duration MAX_TIMEOUT = Duration.ofDays(1);
    public static final Duration MAX_DEADLINE_AHEAD = Duration.ofDays(7);

    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

    private static final Pattern LABEL_KEY = Pattern.compile("[a-z0-9][a-z0-9._/-]{0,62}");

    private final List<ValidationError> errors = new ArrayList<>();

    /** Returns all errors found so far, in the order of reading. */
    public List<ValidationError> errors() {
        return List.copyOf(errors);
    }

    public void add(ValidationErrorCode code, String field, String detail) {
        errors.add(new ValidationError(code, field, detail));
    }

    public @Nullable TaskType taskType(@Nullable String name) {
        if (name == null) {
            add(
                    ValidationErrorCode.FIELD_REQUIRED,
                    "/task_type",
                    "task_type is required. It names the kind of work, such as documentation.");
            return null;
        }
        if (!Names.isValid(name)) {
            add(
                    ValidationErrorCode.FIELD_INVALID,
                    "/task_type",
                    "task_type must be a letter a-z followed by up to 63 characters of a-z, 0-9, _ and -. It is %s."
                            .formatted(Excerpt.escaped(name)));
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
            add(
                    ValidationErrorCode.FIELD_RANGE,
                    "/priority",
                    "priority must be one of %s. It is %s.".formatted(Priority.ALL, Excerpt.escaped(name)));
        }
        return priority.orElse(null);
    }

    public @Nullable AgentName agent(@Nullable String name) {
        if (name == null) {
            return null;
        }
        if (!Names.isValid(name)) {
            add(
                    ValidationErrorCode.FIELD_INVALID,
                    "/agent",
                    "agent must be a letter a-z followed by up to 63 characters of a-z, 0-9, _ and -. It is %s."
                            .formatted(Excerpt.escaped(name)));
            return null;
        }
        return new AgentName(name);
    }

    /** Checks presence and size. The caller checks that the text is a JSON object. */
    public @Nullable String payload(@Nullable String json) {
        if (json == null) {
            add(
                    ValidationErrorCode.FIELD_REQUIRED,
                    "/payload",
                    "payload is required. It is a JSON object; send {} for an empty one.");
            return null;
        }
        // A char has at most three bytes, so most payloads need no count.
        if (json.length() * 3L > MAX_PAYLOAD_BYTES) {
            int bytes = json.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_PAYLOAD_BYTES) {
                add(
                        ValidationErrorCode.PAYLOAD_TOO_LARGE,
                        "/payload",
                        "payload must have at most %d bytes. It has %d. Store large content where the agent can fetch it and send its URL."
                                .formatted(MAX_PAYLOAD_BYTES, bytes));
            }
        }
        return json;
    }

    public @Nullable String requester(@Nullable String text) {
        if (text != null && text.length() > MAX_REQUESTER_CHARS) {
            add(
                    ValidationErrorCode.FIELD_RANGE,
                    "/requester",
                    "requester must have at most %d characters. It has %d."
                            .formatted(MAX_REQUESTER_CHARS, text.length()));
        } else if (text != null && text.codePoints().anyMatch(Excerpt::isUnprintable)) {
            add(
                    ValidationErrorCode.FIELD_INVALID,
                    "/requester",
                    "requester must be plain text on one line, without control characters.");
        }
        return text;
    }

    public @Nullable String idempotencyKey(@Nullable String key) {
        if (key != null && !isKey(key)) {
            add(ValidationErrorCode.IDEMPOTENCY_KEY_INVALID, "/idempotency_key", idempotencyKeyRule());
        }
        return key;
    }

    /** Returns true when {@code key} is 1 to {@value #MAX_KEY_CHARS} visible ASCII characters. */
    public static boolean isKey(String key) {
        return !key.isEmpty() && key.length() <= MAX_KEY_CHARS && key.chars().allMatch(c -> c > ' ' && c < 127);
    }

    public static String idempotencyKeyRule() {
        return "An idempotency key must have 1 to %d visible ASCII characters, without spaces."
                .formatted(MAX_KEY_CHARS);
    }

    /** Reads an RFC 3339 time with a zone. {@link #deadlineAhead} checks that it lies in the future. */
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
            // reported below, together with years after 9999
        }
        add(
                ValidationErrorCode.DEADLINE_INVALID,
                "/deadline",
                "deadline must be a time with a zone, such as 2030-01-31T12:00:00Z. It is %s."
                        .formatted(Excerpt.escaped(text)));
        return null;
    }

    /** Returns the error of a deadline that is not in the future of {@code now}, or too far in it. */
    public static Optional<ValidationError> deadlineAhead(@Nullable Instant deadline, Instant now) {
        if (deadline == null) {
            return Optional.empty();
        }
        if (!deadline.isAfter(now)) {
            return Optional.of(new ValidationError(
                    ValidationErrorCode.DEADLINE_INVALID,
                    "/deadline",
                    "deadline must be in the future. It is %s; the server time is %s.".formatted(deadline, now)));
        }
        if (deadline.isAfter(now.plus(MAX_DEADLINE_AHEAD))) {
            return Optional.of(new ValidationError(
                    ValidationErrorCode.DEADLINE_INVALID,
                    "/deadline",
                    "deadline must be within the next %d days. It is %s."
                            .formatted(MAX_DEADLINE_AHEAD.toDays(), deadline)));
        }
        return Optional.empty();
    }

    public @Nullable Duration timeoutMillis(@Nullable Long millis) {
        if (millis == null) {
            return null;
        }
        if (millis < 1 || millis > MAX_TIMEOUT.toMillis()) {
            add(
                    ValidationErrorCode.FIELD_RANGE,
                    "/timeout_seconds",
                    "timeout_seconds must be above 0 and at most %d.".formatted(MAX_TIMEOUT.toSeconds()));
            return null;
        }
        return Duration.ofMillis(millis);
    }

    /** Checks number, keys and values of the labels; errors point to the label, such as {@code /labels/team}. */
    public Map<String, String> labels(Map<String, String> labels) {
        if (labels.size() > MAX_LABELS) {
            add(
                    ValidationErrorCode.FIELD_RANGE,
                    "/labels",
                    "A task must have at most %d labels. It has %d.".formatted(MAX_LABELS, labels.size()));
        }
        labels.forEach((key, value) -> {
            if (!isLabelKey(key)) {
                add(
                        ValidationErrorCode.FIELD_INVALID,
                        "/labels",
                        "A label key must have 1 to 63 characters of a-z, 0-9, ., _, / and -, and start with a letter or digit. It is %s."
                                .formatted(Excerpt.escaped(key)));
            } else if (value.length() > MAX_LABEL_VALUE_CHARS) {
                add(
                        ValidationErrorCode.FIELD_RANGE,
                        labelPointer(key),
                        "The value of label %s must have at most %d characters. It has %d."
                                .formatted(key, MAX_LABEL_VALUE_CHARS, value.length()));
            } else if (value.codePoints().anyMatch(Excerpt::isUnprintable)) {
                add(
                        ValidationErrorCode.FIELD_INVALID,
                        labelPointer(key),
                        "The value of label %s must be plain text on one line, without control characters."
                                .formatted(key));
            }
        });
        return labels;
    }

    /** Returns true when {@code key} has the form of a label key. */
    public static boolean isLabelKey(String key) {
        return LABEL_KEY.matcher(key).matches();
    }

    /** Returns the JSON Pointer to the label with this key. */
    public static String labelPointer(String key) {
        return "/labels/" + key.replace("~", "~0").replace("/", "~1");
    }
}
