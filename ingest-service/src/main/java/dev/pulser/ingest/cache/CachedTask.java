// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.task.Usage;
import dev.pulser.ingest.known.TaskPlace;
import dev.pulser.ingest.known.TaskSnapshot;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hash of a task in Redis. A field that is missing is not known; {@code null} as text is no value. */
final class CachedTask {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOTHING = "null";

    private final Company company;
    private final TaskId id;
    private final Map<String, String> fields;

    CachedTask(Company company, TaskId id, Map<String, String> fields) {
        this.company = company;
        this.id = id;
        this.fields = Map.copyOf(fields);
    }

    /**
     * The task; empty where only a part of it is here, because its first event came before Redis did or its result is too
     * large for Redis.
     *
     * @throws IllegalArgumentException where it is not what telemetry-streams writes
     */
    Optional<TaskSnapshot> snapshot() {
        if (!id.value().equals(fields.get("task_id")) || !company.name().equals(fields.get("company"))) {
            throw new IllegalArgumentException("it is about another task");
        }
        var createdAt = time("created_at");
        var state = TaskState.parse(fields.getOrDefault("status", ""));
        if (createdAt == null || state.isEmpty() || fields.containsKey("result_in")) {
            return Optional.empty();
        }
        var type = known("task_type");
        var priority = known("priority");
        var agent = known("assigned_agent");
        var error = error();
        return Optional.of(new TaskSnapshot(
                id,
                company,
                type == null ? null : new TaskType(type),
                priority == null ? null : Priority.parse(priority).orElse(null),
                state.get(),
                Integer.parseInt(fields.getOrDefault("seq", "")),
                agent == null ? null : new AgentName(agent),
                createdAt,
                time("started_at"),
                time("completed_at"),
                Integer.parseInt(fields.getOrDefault("attempts", "0")),
                known("result"),
                error.path("code").textValue(),
                error.path("reason").textValue(),
                null,
                null,
                place(),
                new Usage(number("input_tokens"), number("output_tokens"), number("cost_micros"))));
    }

    private TaskPlace place() {
        var index = known("line_index");
        return new TaskPlace(index == null ? null : Long.valueOf(index), time("retry_at"), time("cancel_requested_at"));
    }

    private long number(String field) {
        var value = known(field);
        return value == null ? 0 : Long.parseLong(value);
    }

    private JsonNode error() {
        var text = known("error");
        try {
            return text == null ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("its error is not JSON", e);
        }
    }

    private @Nullable String known(String field) {
        var value = fields.get(field);
        return NOTHING.equals(value) ? null : value;
    }

    private @Nullable Instant time(String field) {
        var value = known(field);
        try {
            return value == null ? null : Instant.parse(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(field + " is no time", e);
        }
    }
}
