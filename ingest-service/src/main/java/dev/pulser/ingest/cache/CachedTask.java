// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cache;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.known.TaskSnapshot;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The JSON of a task in Redis. */
final class CachedTask {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CachedTask() {}

    /** @throws IllegalArgumentException where it is not what telemetry-streams writes */
    static TaskSnapshot parse(Company company, TaskId id, String json) {
        try {
            return snapshot(company, id, JSON.readTree(json), rawResult(json));
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time is none", e);
        }
    }

    private static TaskSnapshot snapshot(Company company, TaskId id, JsonNode json, @Nullable String result) {
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
                result,
                text(json.path("error"), "code"),
                text(json.path("error"), "reason"),
                null,
                null);
    }

    /** The result as it stands in the text, to the last digit and space; null where there is none. */
    private static @Nullable String rawResult(String json) throws IOException {
        try (var parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals("result");
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getCharOffset();
                boolean isNull = parser.currentToken() == JsonToken.VALUE_NULL;
                boolean isNumber = parser.currentToken().isNumeric();
                var scalar = parser.getText(); // a string is only read to its end when it is asked for
                parser.skipChildren();
                if (found) {
                    int end = (int) parser.currentLocation().getCharOffset();
                    return isNull ? null : isNumber ? scalar : json.substring(start, end);
                }
            }
            return null;
        }
    }

    private static @Nullable String text(JsonNode json, String field) {
        return json.path(field).textValue();
    }

    private static @Nullable Instant time(JsonNode json, String field) {
        var text = text(json, field);
        return text == null ? null : Instant.parse(text);
    }
}
