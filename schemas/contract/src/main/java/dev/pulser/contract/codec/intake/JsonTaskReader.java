// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pulser.contract.task.TaskDraft;
import dev.pulser.contract.task.TaskSpec;
import dev.pulser.contract.task.TimeLimits;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.validation.TaskRules;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reader of the fields of one task from a JSON parser. One instance reads one text; not thread-safe. */
final class JsonTaskReader {

    /** Fields that Pulser sets. */
    private static final Set<String> READ_ONLY = Set.of(
            "task_id",
            "company",
            "company_id",
            "status",
            "state",
            "assigned_agent",
            "attempt",
            "attempts",
            "epoch",
            "seq",
            "result",
            "retry_count",
            "error_message",
            "created_at",
            "created_by",
            "createdBy",
            "submitted_at",
            "started_at",
            "updated_at",
            "completed_at",
            "replay_of");

    private static final String FIELDS =
            "task_type, priority, payload, requester, agent, idempotency_key, deadline, timeout_seconds, labels";

    private final JsonParser parser;
    private final byte[] bytes;
    private final TaskRules rules;

    private @Nullable String taskType;
    private @Nullable String priority;
    private @Nullable String payload;
    private @Nullable String requester;
    private @Nullable String agent;
    private @Nullable String idempotencyKey;
    private @Nullable String deadline;
    private @Nullable Long timeoutMillis;
    private final Map<String, String> labels = new LinkedHashMap<>();
    private boolean typeIsInvalid;
    private boolean payloadIsInvalid;

    JsonTaskReader(JsonParser parser, byte[] bytes, TaskRules rules) {
        this.parser = parser;
        this.bytes = bytes;
        this.rules = rules;
    }

    JsonTaskReader read() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            walk(parser);
            throw new MalformedTaskException(
                    new ValidationError(ValidationErrorCode.FIELD_TYPE, "", "The body must be a JSON object."));
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            field(name);
        }
        return this;
    }

    private void field(String name) throws IOException {
        switch (name) {
            case "task_type" -> {
                taskType = string("/task_type", false);
                typeIsInvalid = taskType == null;
            }
            case "priority" -> priority = string("/priority", false);
            case "payload" -> payload = payload();
            case "requester" -> requester = string("/requester", true);
            case "agent" -> agent = string("/agent", true);
            case "idempotency_key" -> idempotencyKey = string("/idempotency_key", true);
            case "deadline" -> deadline = string("/deadline", true);
            case "timeout_seconds" -> timeoutMillis = seconds();
            case "labels" -> labels();
            default -> unexpected(name);
        }
    }

    private @Nullable String string(String field, boolean mayBeNull) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return checkedText(parser);
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL || !mayBeNull) {
            rules.add(
                    ValidationErrorCode.FIELD_TYPE,
                    field,
                    "%s must be a string. It is %s.".formatted(field.substring(1), kind()));
        }
        walk(parser);
        return null;
    }

    private @Nullable String payload() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            rules.add(
                    ValidationErrorCode.FIELD_TYPE,
                    "/payload",
                    "payload must be an object. It is %s.".formatted(kind()));
            payloadIsInvalid = true;
            walk(parser);
            return null;
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        walk(parser);
        int end = (int) parser.currentLocation().getByteOffset();
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private @Nullable Long seconds() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                var text = checkedNumber(parser);
                double millis = Double.parseDouble(text) * 1_000;
                // Out of range values are reported by the rule.
                yield millis < 1 ? 0L : millis > Long.MAX_VALUE / 2.0 ? Long.MAX_VALUE : (long) millis;
            }
            case VALUE_NULL -> null;
            default -> {
                rules.add(
                        ValidationErrorCode.FIELD_TYPE,
                        "/timeout_seconds",
                        "timeout_seconds must be a number. It is %s.".formatted(kind()));
                walk(parser);
                yield null;
            }
        };
    }

    private void labels() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
                rules.add(
                        ValidationErrorCode.FIELD_TYPE,
                        "/labels",
                        "labels must be an object of strings. It is %s.".formatted(kind()));
            }
            walk(parser);
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = checkedText(parser);
            parser.nextToken();
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                labels.put(key, checkedText(parser));
            } else {
                var field = TaskRules.isLabelKey(key) ? TaskRules.labelPointer(key) : "/labels";
                rules.add(
                        ValidationErrorCode.FIELD_TYPE,
                        field,
                        "The value of label %s must be a string. It is %s.".formatted(Excerpt.escaped(key), kind()));
                walk(parser);
            }
        }
    }

    private void unexpected(String name) throws IOException {
        var pointer = "/" + name.replace("~", "~0").replace("/", "~1");
        if (READ_ONLY.contains(name)) {
            rules.add(ValidationErrorCode.FIELD_READ_ONLY, pointer, name + " is set by Pulser. Remove it.");
        } else {
            rules.add(
                    ValidationErrorCode.FIELD_UNKNOWN,
                    "/" + Excerpt.escaped(pointer.substring(1)).replaceAll("^\"|\"$", ""),
                    "A task has no field %s. The fields are %s.".formatted(Excerpt.escaped(name), FIELDS));
        }
        walk(parser);
    }

    private String kind() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "null";
        };
    }

    /** Reads the current value to its end and checks all strings and numbers in it. */
    static void walk(JsonParser parser) throws IOException {
        int open = 0;
        do {
            switch (parser.currentToken()) {
                case START_OBJECT, START_ARRAY -> open++;
                case END_OBJECT, END_ARRAY -> open--;
                case FIELD_NAME, VALUE_STRING -> checkedText(parser);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> checkedNumber(parser);
                case null, default -> {}
            }
        } while (open > 0 && parser.nextToken() != null);
    }

    private static String checkedNumber(JsonParser parser) throws IOException {
        var text = parser.getText();
        if (JsonIntakeCodec.isTooLong(text)) {
            throw new MalformedTaskException(JsonIntakeCodec.numberTooLong());
        }
        return text;
    }

    private static String checkedText(JsonParser parser) throws IOException {
        var text = parser.getText();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new MalformedTaskException(new ValidationError(
                        ValidationErrorCode.FIELD_INVALID,
                        "",
                        "A string contains the character U+0000, which cannot be stored."));
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new MalformedTaskException(new ValidationError(
                            ValidationErrorCode.ENCODING_INVALID, "", "A string contains an unpaired surrogate."));
                }
                i++;
            }
        }
        return text;
    }

    /** Checks the fields and returns the draft; empty when a required field is missing or invalid. */
    Optional<TaskDraft> draft() {
        var checkedType = typeIsInvalid ? null : rules.taskType(taskType);
        var checkedPriority = rules.priority(priority);
        var checkedPayload = payloadIsInvalid ? null : rules.payload(payload);
        var checkedRequester = rules.requester(requester);
        var checkedAgent = rules.agent(agent);
        var checkedKey = rules.idempotencyKey(idempotencyKey);
        var checkedDeadline = rules.deadline(deadline);
        var checkedTimeout = rules.timeoutMillis(timeoutMillis);
        var checkedLabels = rules.labels(labels);
        if (checkedType == null || checkedPayload == null) {
            return Optional.empty();
        }
        var spec = new TaskSpec(
                checkedType,
                checkedPayload,
                checkedAgent,
                checkedRequester,
                checkedLabels,
                checkedKey,
                new TimeLimits(checkedDeadline, checkedTimeout));
        return Optional.of(TaskDraft.of(checkedPriority, spec));
    }
}
