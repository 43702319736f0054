// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.redis;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.telemetry.batch.TaskUpdate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Task as a Redis hash; {@code docs/data-model.md} lists the fields. It contains only the fields of an update and is merged
 * into the stored hash. A missing field is unknown; a field without a value is {@code null} as JSON text.
 *
 * @param seq {@code seq} of the event, or {@link #NO_EVENT}
 */
record TaskHash(String key, int seq, Map<String, String> fields) {

    /** Marks an update that is no event, and so neither newer nor older than one. */
    static final int NO_EVENT = -1;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NULL = "null";

    static TaskHash of(TaskUpdate update, int maxResultLength) {
        var event = update.latest();
        var fields = new LinkedHashMap<String, String>();
        fields.put("task_id", update.id().value());
        fields.put("company", update.company().name());
        fields.put("status", update.state().wireName());
        fields.put("attempt", Integer.toString(update.attempt()));
        fields.put("updated_at", event.at().toString());
        fields.put("error_code", textOrNull(event.code()));
        fields.put("error_message", textOrNull(update.errorMessage()));
        fields.put("queue_index", textOrNull(event.queueIndex()));
        fields.put("retry_at", textOrNull(event.retryAt()));
        putTask(fields, update);
        putIfKnown(fields, "assigned_agent", update.agent());
        putIfKnown(fields, "started_at", update.startedAt());
        putIfKnown(fields, "completed_at", update.completedAt());
        putIfPositive(fields, "input_tokens", update.usage().inputTokens());
        putIfPositive(fields, "output_tokens", update.usage().outputTokens());
        putIfPositive(fields, "cost_micros", update.usage().costMicros());
        putResult(fields, update, maxResultLength);
        return new TaskHash(key(update.company(), update.id()), update.seq(), fields);
    }

    static TaskHash cancelRequested(Company company, TaskId id, Instant at) {
        return new TaskHash(key(company, id), NO_EVENT, Map.of("cancel_requested_at", at.toString()));
    }

    static String key(Company company, TaskId id) {
        return "pulser:task:%s:%s".formatted(company.name(), id.value());
    }

    private static void putTask(Map<String, String> fields, TaskUpdate update) {
        var task = update.task();
        if (task != null) {
            fields.put("task_type", task.type().name());
            fields.put("priority", task.priority().wireName());
            fields.put("created_at", task.submittedAt().toString());
            fields.put("labels", JSON.valueToTree(task.labels()).toString());
        }
    }

    private static void putResult(Map<String, String> fields, TaskUpdate update, int maxResultLength) {
        var output = update.output();
        if (output != null && output.length() > maxResultLength) {
            fields.put("result_omitted", "true");
        } else if (output != null) {
            fields.put("result", output);
        } else if (update.state().isTerminal() && update.state() != TaskState.COMPLETED) {
            fields.put("result", NULL);
        }
    }

    private static void putIfPositive(Map<String, String> fields, String name, long amount) {
        if (amount > 0) {
            fields.put(name, Long.toString(amount));
        }
    }

    private static void putIfKnown(Map<String, String> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value.toString());
        }
    }

    private static String textOrNull(@Nullable Object value) {
        return value == null ? NULL : value.toString();
    }
}
