// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.taskcache.SubmittedFields;
import dev.pulser.ingest.taskcache.TaskResult;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import dev.pulser.ingest.taskcache.TaskStatus;
import dev.pulser.ingest.taskcache.TaskTimes;
import dev.pulser.ingest.taskcache.TaskWaitState;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hash of one task in Redis, as written by telemetry-streams. An absent field is unknown; the text {@code null} means
 * no value.
 */
final class RedisTaskHash {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};
    private static final String NO_VALUE = "null";

    private final Company company;
    private final TaskId id;
    private final Map<String, String> fields;

    RedisTaskHash(Company company, TaskId id, Map<String, String> fields) {
        this.company = company;
        this.id = id;
        this.fields = Map.copyOf(fields);
    }

    /**
     * Returns the task; empty when the hash is incomplete, because the task's first event is missing or its result is
     * too large for Redis.
     *
     * @throws IllegalArgumentException if the hash does not have the format that telemetry-streams writes
     */
    Optional<TaskSnapshot> snapshot() {
        if (!id.value().equals(fields.get("task_id")) || !company.name().equals(fields.get("company"))) {
            throw new IllegalArgumentException("the hash belongs to another task");
        }
        var createdAt = time("created_at");
        var state = TaskState.parse(fields.getOrDefault("status", ""));
        if (createdAt == null || state.isEmpty() || fields.containsKey("result_omitted")) {
            return Optional.empty();
        }
        var agent = known("assigned_agent");
        return Optional.of(new TaskSnapshot(
                id,
                company,
                submitted(),
                new TaskStatus(
                        state.get(),
                        Integer.parseInt(fields.getOrDefault("seq", "")),
                        agent == null ? null : new AgentName(agent),
                        Integer.parseInt(fields.getOrDefault("attempt", "0"))),
                new TaskTimes(createdAt, time("started_at"), time("completed_at")),
                new TaskResult(known("result"), known("error_code"), known("error_message")),
                waitState(),
                new Usage(number("input_tokens"), number("output_tokens"), number("cost_micros"))));
    }

    private SubmittedFields submitted() {
        var type = known("task_type");
        var priority = known("priority");
        return new SubmittedFields(
                type == null ? null : new TaskType(type),
                priority == null ? null : Priority.parse(priority).orElse(null),
                null,
                labels(),
                null);
    }

    private Map<String, String> labels() {
        var text = known("labels");
        try {
            return text == null ? Map.of() : JSON.readValue(text, LABELS);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("field labels is not a JSON object of strings", e);
        }
    }

    private TaskWaitState waitState() {
        var index = known("queue_index");
        return new TaskWaitState(
                index == null ? null : Long.valueOf(index), time("retry_at"), time("cancel_requested_at"));
    }

    private long number(String field) {
        var value = known(field);
        return value == null ? 0 : Long.parseLong(value);
    }

    private @Nullable String known(String field) {
        var value = fields.get(field);
        return NO_VALUE.equals(value) ? null : value;
    }

    private @Nullable Instant time(String field) {
        var value = known(field);
        try {
            return value == null ? null : Instant.parse(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("field " + field + " is not a timestamp", e);
        }
    }
}
