// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.Priority;
import dev.pulser.ingest.taskcache.SubmittedFields;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Columns with a task's submitted fields, the same in the tables of tasks and of dead letters.
 *
 * @param priority       0 critical to 3 low
 * @param requestedAgent agent that the submitter required; null if Pulser chose
 * @param labels         JSON object
 */
@Embeddable
public record SpecColumns(
        @Column(name = "task_type") @Nullable String taskType,
        @Nullable Short priority,
        @Nullable String requester,
        @Column(name = "requested_agent") @Nullable String requestedAgent,
        @Column(name = "timeout_ms") @Nullable Long timeoutMillis,
        @JdbcTypeCode(SqlTypes.JSON) @Nullable String labels) {

    private static final List<Priority> PRIORITIES =
            List.of(Priority.CRITICAL, Priority.HIGH, Priority.MEDIUM, Priority.LOW);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    /** Returns the number of a priority in the database. */
    public static short number(Priority priority) {
        return (short) PRIORITIES.indexOf(priority);
    }

    /** Returns labels as the JSON object that the database stores. */
    public static String json(Map<String, String> labels) {
        try {
            return JSON.writeValueAsString(labels);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("serializing a map of strings failed", e);
        }
    }

    /** @param payload JSON text; null when it was not selected */
    public SubmittedFields submitted(@Nullable String payload) {
        return new SubmittedFields(
                taskType == null ? null : new TaskType(taskType),
                priority == null ? null : PRIORITIES.get(priority),
                requester,
                labelMap(),
                payload);
    }

    public @Nullable AgentName agent() {
        return requestedAgent == null ? null : new AgentName(requestedAgent);
    }

    public @Nullable Duration timeout() {
        return timeoutMillis == null ? null : Duration.ofMillis(timeoutMillis);
    }

    private Map<String, String> labelMap() {
        try {
            return labels == null ? Map.of() : JSON.readValue(labels, LABELS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("column labels is not a JSON object of strings", e);
        }
    }
}
