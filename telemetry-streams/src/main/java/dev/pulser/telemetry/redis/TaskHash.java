// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.redis;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.telemetry.task.TaskUpdate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task as a hash of Redis: the fields of {@code docs/data-model.md}. Only what an update says is in it, so that it merges
 * with what is there; a field that is missing is not known, one that has no value is {@code null} as JSON text.
 */
record TaskHash(String key, int seq, Map<String, String> fields) {

    /** In place of a seq: what is told is no event, and so neither newer nor older than any. */
    static final int NO_EVENT = -1;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOTHING = "null";

    static TaskHash of(TaskUpdate update, int largestResult) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("task_id", update.id().value());
        fields.put("company", update.company().name());
        fields.put("status", update.state().wireName());
        fields.put("attempts", Integer.toString(update.attempt()));
        fields.put("updated_at", update.at().toString());
        fields.put("error", error(update));
        var task = update.task();
        if (task != null) {
            fields.put("task_type", task.type().name());
            fields.put("priority", task.priority().wireName());
            fields.put("created_at", task.submittedAt().toString());
        }
        fields.put("line_index", String.valueOf(update.lineIndex())); // null too: the task has left its line
        fields.put("retry_at", String.valueOf(update.retryAt()));
        putKnown(fields, "assigned_agent", update.agent());
        putKnown(fields, "started_at", update.startedAt());
        putKnown(fields, "completed_at", update.completedAt());
        putUsed(fields, "input_tokens", update.usage().inputTokens());
        putUsed(fields, "output_tokens", update.usage().outputTokens());
        putUsed(fields, "cost_micros", update.usage().costMicros());
        putResult(fields, update, largestResult);
        return new TaskHash(key(update.company(), update.id()), update.seq(), fields);
    }

    /** That somebody asked to cancel the task. */
    static TaskHash cancelRequested(Company company, TaskId id, Instant at) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("cancel_requested_at", at.toString());
        return new TaskHash(key(company, id), NO_EVENT, fields);
    }

    static String key(Company company, TaskId id) {
        return "pulser:task:%s:%s".formatted(company.name(), id.value());
    }

    private static void putResult(Map<String, String> fields, TaskUpdate update, int largestResult) {
        var result = update.result();
        if (result != null && result.length() > largestResult) {
            fields.put("result_in", "postgres");
        } else if (result != null) {
            fields.put("result", result);
        } else if (update.state().isTerminal() && update.state() != TaskState.COMPLETED) {
            fields.put("result", NOTHING);
        }
    }

    private static String error(TaskUpdate update) {
        return update.code() == null
                ? NOTHING
                : JSON.createObjectNode()
                        .put("code", update.code())
                        .put("reason", update.reason())
                        .toString();
    }

    private static void putUsed(Map<String, String> fields, String name, long amount) {
        if (amount > 0) {
            fields.put(name, Long.toString(amount));
        }
    }

    private static void putKnown(Map<String, String> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value.toString());
        }
    }
}
