// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.known.TaskSnapshot;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The JSON of a task in Redis. */
final class CachedTask {

    private static final ObjectMapper JSON = JsonMapper.builder()
            // A result's numbers are shown as they came.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private CachedTask() {}

    /** @throws IllegalArgumentException where it is not what telemetry-streams writes */
    static TaskSnapshot parse(Company company, TaskId id, String json) {
        try {
            return snapshot(company, id, JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time is none", e);
        }
    }

    private static TaskSnapshot snapshot(Company company, TaskId id, JsonNode json) {
        if (!id.value().equals(text(json, "task_id")) || !company.name().equals(text(json, "company"))) {
            throw new IllegalArgumentException("it is about another task");
        }
        var type = text(json, "task_type");
        var priority = text(json, "priority");
        var agent = text(json, "assigned_agent");
        var createdAt = time(json, "created_at");
        var state = TaskState.parse(String.valueOf(text(json, "status")));
        if (createdAt == null || state.isEmpty() || !json.path("seq").isInt()) {
            throw new IllegalArgumentException("status, seq or created_at is missing");
        }
        var result = json.path("result");
        return new TaskSnapshot(
                id,
                company,
                type == null ? null : new TaskType(type),
                priority == null ? null : Priority.parse(priority).orElse(null),
                state.get(),
                json.path("seq").intValue(),
                agent == null ? null : new AgentName(agent),
                createdAt,
                time(json, "started_at"),
                time(json, "completed_at"),
                json.path("attempts").asInt(0),
                result.isMissingNode() || result.isNull() ? null : result.toString(),
                text(json.path("error"), "code"),
                text(json.path("error"), "reason"),
                null,
                null);
    }

    private static @Nullable String text(JsonNode json, String field) {
        return json.path(field).textValue();
    }

    private static @Nullable Instant time(JsonNode json, String field) {
        var text = text(json, field);
        return text == null ? null : Instant.parse(text);
    }
}
