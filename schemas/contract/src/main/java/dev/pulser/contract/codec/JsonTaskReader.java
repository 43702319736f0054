// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pulser.contract.task.Fault;
import dev.pulser.contract.task.FaultCode;
import dev.pulser.contract.task.TaskDraft;
import dev.pulser.contract.task.TaskRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks one task's JSON once and keeps its fields. One instance reads one text; not thread-safe. */
final class JsonTaskReader {

    /** What Pulser itself says of a task, and nobody else. */
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
            "task_type, priority, payload, requester, agent, idempotency_key, deadline, timeout_seconds";

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
    private boolean typeIsFaulty;
    private boolean payloadIsFaulty;

    JsonTaskReader(JsonParser parser, byte[] bytes, TaskRules rules) {
        this.parser = parser;
        this.bytes = bytes;
        this.rules = rules;
    }

    JsonTaskReader read() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            walk(parser);
            throw new FaultyJson(new Fault(FaultCode.FIELD_TYPE, "", "the body must be a JSON object"));
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
                typeIsFaulty = taskType == null;
            }
            case "priority" -> priority = string("/priority", false);
            case "payload" -> payload = payload();
            case "requester" -> requester = string("/requester", true);
            case "agent" -> agent = string("/agent", true);
            case "idempotency_key" -> idempotencyKey = string("/idempotency_key", true);
            case "deadline" -> deadline = string("/deadline", true);
            case "timeout_seconds" -> timeoutMillis = seconds();
            default -> unexpected(name);
        }
    }

    private @Nullable String string(String field, boolean mayBeNull) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return checkedText(parser);
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL || !mayBeNull) {
            rules.fault(
                    FaultCode.FIELD_TYPE, field, "%s is %s, it must be a string".formatted(field.substring(1), kind()));
        }
        walk(parser);
        return null;
    }

    private @Nullable String payload() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            rules.fault(FaultCode.FIELD_TYPE, "/payload", "payload is %s, it must be an object".formatted(kind()));
            payloadIsFaulty = true;
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
                // Beyond any limit either way: the rule says so with its own words.
                yield millis < 1 ? 0L : millis > Long.MAX_VALUE / 2.0 ? Long.MAX_VALUE : (long) millis;
            }
            case VALUE_NULL -> null;
            default -> {
                rules.fault(
                        FaultCode.FIELD_TYPE,
                        "/timeout_seconds",
                        "timeout_seconds is %s, it must be a number".formatted(kind()));
                walk(parser);
                yield null;
            }
        };
    }

    private void unexpected(String name) throws IOException {
        var pointer = "/" + name.replace("~", "~0").replace("/", "~1");
        if (READ_ONLY.contains(name)) {
            rules.fault(FaultCode.FIELD_READ_ONLY, pointer, name + " is set by Pulser; leave it out");
        } else {
            rules.fault(
                    FaultCode.FIELD_UNKNOWN,
                    "/" + TaskRules.shown(pointer.substring(1)).replaceAll("^\"|\"$", ""),
                    "%s is not a field of a task; those are %s".formatted(TaskRules.shown(name), FIELDS));
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

    /** Reads the value that the parser stands on to its end and checks every string and number in it. */
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
            throw new FaultyJson(JsonIntakeCodec.numberTooLong());
        }
        return text;
    }

    private static String checkedText(JsonParser parser) throws IOException {
        var text = parser.getText();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new FaultyJson(new Fault(
                        FaultCode.FIELD_INVALID,
                        "",
                        "a string holds the character U+0000, which databases cannot keep"));
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new FaultyJson(
                            new Fault(FaultCode.ENCODING_INVALID, "", "a string holds half of a surrogate pair"));
                }
                i++;
            }
        }
        return text;
    }

    /** The fields as a draft; empty where a required one is missing or of the wrong type. */
    Optional<TaskDraft> draft(TaskRules rules) {
        var checkedType = typeIsFaulty ? null : rules.taskType(taskType);
        var checkedPriority = rules.priority(priority);
        var checkedPayload = payloadIsFaulty ? null : rules.payload(payload);
        var checkedRequester = rules.requester(requester);
        var checkedAgent = rules.agent(agent);
        var checkedKey = rules.idempotencyKey(idempotencyKey);
        var checkedDeadline = rules.deadline(deadline);
        var checkedTimeout = rules.timeoutMillis(timeoutMillis);
        if (checkedType == null || checkedPayload == null) {
            return Optional.empty();
        }
        return Optional.of(new TaskDraft(
                null,
                null,
                checkedType,
                checkedPriority,
                checkedPayload,
                checkedRequester,
                checkedAgent,
                checkedKey,
                checkedDeadline,
                checkedTimeout,
                null,
                null,
                null));
    }
}
